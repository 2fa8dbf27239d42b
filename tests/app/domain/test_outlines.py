"""Outlines: writing cards, and what recording, deleting and removing their tracks does to them."""

import uuid

import pytest
from sqlmodel import Session

from app.domain import outlines, playlist_order, playlists, tracks
from app.domain.outlines import Line
from app.errors import Invalid, StaleVersion
from app.models import Membership, Playlist
from tests.cast import Player
from tests.tracks import make_track

CARDS = ("Why", "How", "What next")


@pytest.fixture
def pitch(ada: Player, within) -> Playlist:
    """Ada's expert playlist with three open cards."""
    with within(ada) as session:
        made = playlists.create(session, ada.member, title="Our pitch")
        outlines.write(session, made, [Line(title, f"Say {title.lower()}.") for title in CARDS])
        return made


def seen(session: Session, actor: Membership, playlist: Playlist) -> tuple[list[str], list[str]]:
    """Titles of the open cards, and of the tracks in order."""
    playlist = playlists.get(session, actor, playlist.id)
    still_open = [place.card.title for place in outlines.of(session, playlist) if place.is_open]
    return still_open, [item.track.title for item in playlist.items]


def record(session: Session, player: Player, playlist: Playlist, number: int, title: str = "") -> uuid.UUID:
    track = make_track(session, player, title=title or CARDS[number])
    card = outlines.cards(session, playlist)[number]
    outlines.place(session, player.member, playlist, track, card_id=card.id)
    return track.id


def test_tracks_stand_in_the_order_of_their_cards_whatever_is_said_first(ada: Player, within, pitch: Playlist) -> None:
    with within(ada) as session:
        pitch = playlists.get(session, ada.member, pitch.id)
        playlist_order.add(session, ada.member, pitch, make_track(session, ada, title="Welcome"))
        record(session, ada, pitch, 2)
        assert seen(session, ada.member, pitch) == (["Why", "How"], ["Welcome", "What next"])
        record(session, ada, pitch, 0)
        record(session, ada, pitch, 1)
        assert seen(session, ada.member, pitch) == ([], ["Welcome", *CARDS])


def test_saying_a_card_again_by_the_same_track_changes_nothing(ada: Player, within, pitch: Playlist) -> None:
    """The device repeats itself on a bad network, and meanwhile somebody may have arranged the playlist."""
    with within(ada) as session:
        pitch = playlists.get(session, ada.member, pitch.id)
        first = record(session, ada, pitch, 0)
        record(session, ada, pitch, 1)
        item = playlists.get(session, ada.member, pitch.id).items[0]
        playlist_order.move(session, pitch, item.id, 1)
        track = tracks.get(session, ada.member, first)
        outlines.place(session, ada.member, pitch, track, card_id=outlines.cards(session, pitch)[0].id)
        assert seen(session, ada.member, pitch) == (["What next"], ["How", "Why"])


def test_second_voice_for_a_card_stands_right_after_the_first(
    ada: Player, ben: Player, within, pitch: Playlist
) -> None:
    with within(ada) as session:
        pitch = playlists.get(session, ada.member, pitch.id)
        record(session, ada, pitch, 0)
        record(session, ada, pitch, 2)
    with within(ben) as session:
        pitch = playlists.get(session, ben.member, pitch.id)
        record(session, ben, pitch, 0, "Why, says Ben")
        assert seen(session, ben.member, pitch) == (["How"], ["Why", "Why, says Ben", "What next"])


def test_card_opens_again_when_its_track_goes_and_closes_when_it_comes_back(ada: Player, within, pitch) -> None:
    with within(ada) as session:
        pitch = playlists.get(session, ada.member, pitch.id)
        track = tracks.get(session, ada.member, record(session, ada, pitch, 1))
        tracks.delete(session, ada.member, track)
        session.flush()
        assert seen(session, ada.member, pitch) == (list(CARDS), [])
        tracks.restore(session, ada.member, track.id)
        session.flush()
        assert seen(session, ada.member, pitch) == (["Why", "What next"], ["How"])
        item = playlists.get(session, ada.member, pitch.id).items[0]
        playlist_order.remove(session, pitch, item.id)
        assert seen(session, ada.member, pitch) == (list(CARDS), [])
        record(session, ada, pitch, 1, "How, better")
        assert seen(session, ada.member, pitch) == (["Why", "What next"], ["How, better"])


def test_recording_for_a_card_that_is_gone_is_not_lost(ada: Player, within, pitch: Playlist) -> None:
    with within(ada) as session:
        pitch = playlists.get(session, ada.member, pitch.id)
        card = outlines.cards(session, pitch)[0]
        outlines.write(session, pitch, [Line("Something else")])
        outlines.place(session, ada.member, pitch, make_track(session, ada, title="Why"), card_id=card.id)
        assert seen(session, ada.member, pitch) == (["Something else"], ["Why"])


def test_rewriting_keeps_the_tracks_of_cards_that_stay(ada: Player, within, pitch: Playlist) -> None:
    with within(ada) as session:
        pitch = playlists.get(session, ada.member, pitch.id)
        record(session, ada, pitch, 0)
        record(session, ada, pitch, 1)
        why, _, last = outlines.as_lines(outlines.cards(session, pitch))
        outlines.write(session, pitch, [last, Line("New"), Line("Why at all", why.prompt, why.id)])
        assert [card.title for card in outlines.cards(session, pitch)] == ["What next", "New", "Why at all"]
        assert seen(session, ada.member, pitch) == (["What next", "New"], ["Why", "How"])


def test_card_of_another_playlist_is_not_taken_over(ada: Player, within, pitch: Playlist) -> None:
    with within(ada) as session:
        pitch = playlists.get(session, ada.member, pitch.id)
        other = playlists.create(session, ada.member, title="Other")
        outlines.write(session, other, outlines.as_lines(outlines.cards(session, pitch)))
        assert len(outlines.cards(session, pitch)) == len(outlines.cards(session, other)) == len(CARDS)


def test_second_of_two_writers_is_told(ada: Player, within, pitch: Playlist) -> None:
    with within(ada) as session:
        pitch = playlists.get(session, ada.member, pitch.id)
        outlines.write(session, pitch, [Line("Mine")], version=pitch.version)
        with pytest.raises(StaleVersion):
            outlines.write(session, pitch, [Line("Yours")], version=pitch.version - 1)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ([Line("Why"), Line("  ")], 1),
        ([Line("x" * 201)], 0),
        ([Line("Why", "x" * 2_001)], 0),
        ([Line("Why")] * (outlines.CARDS_MAX + 1), None),
    ],
)
def test_refusal_names_the_card(ada: Player, within, pitch: Playlist, lines: list[Line], number: int | None) -> None:
    with within(ada) as session, pytest.raises(Invalid) as refusal:
        outlines.write(session, playlists.get(session, ada.member, pitch.id), lines)
    assert (refusal.value.field, refusal.value.details.get("line")) == ("cards", number)
