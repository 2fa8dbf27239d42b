"""Notes on a track: who reads and writes them, in which order they stand, and who is told."""

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import notes, playlist_grants, playlists, tracks
from app.errors import Forbidden, Invalid, NotFound
from app.models import Note, Notification, NotificationKind, Right, Track
from tests.cast import Cast, Player
from tests.tracks import make_track


def shared(session: Session, cast: Cast) -> Track:
    """A track of Ada's that Ben hears with the workspace, and Gus by name."""
    playlist = playlists.create(session, cast.ada.member, title="Billing")
    playlist_grants.grant(session, playlist, Right.LISTEN, to=cast.gus.member)
    return heard(session, cast.ada, make_track(session, cast.ada, playlist=playlist))


def heard(session: Session, player: Player, track: Track) -> Track:
    return tracks.get(session, player.member, track.id)


def told(session: Session, player: Player) -> list[str]:
    mine = select(Notification).where(col(Notification.membership_id) == player.member.id)
    return [row.kind for row in session.scalars(mine.order_by(col(Notification.created_at)))]


def test_notes_stand_along_the_track_and_those_on_the_whole_come_last(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = shared(session, cast)
        for text, at_ms in (("on all of it", None), ("late", 40_000), ("early", 1_000), ("at once", 0)):
            notes.write(session, cast.ben.member, track, text=text, at_ms=at_ms)
        assert [talk.note.text for talk in notes.talks(session, track)] == ["at once", "early", "late", "on all of it"]


def test_replies_stand_below_their_note_and_go_one_level_deep(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = shared(session, cast)
        first = notes.write(session, cast.ben.member, track, text="Why?", at_ms=2_000)
        second = notes.write(session, cast.ada.member, track, text="Because.", parent=first)
        notes.write(session, cast.ben.member, track, text="I see.", parent=second, at_ms=7)
        (talk,) = notes.talks(session, track)
        assert [(one.text, one.at_ms) for one in talk.replies] == [("Because.", None), ("I see.", None)]


@pytest.mark.parametrize("who", ["ben", "gus"])
def test_whoever_hears_the_track_writes_on_it_and_its_author_is_told(cast: Cast, within, who: str) -> None:
    player: Player = getattr(cast, who)
    with within(cast.ada) as session:
        note = notes.write(session, player.member, heard(session, player, shared(session, cast)), text="Thanks, clear.")
        assert notes.get(session, cast.ada.member, note.id).author_id == player.member.id
        assert told(session, cast.ada) == [NotificationKind.NOTE]


def test_everybody_in_a_talk_is_told_of_a_reply_but_who_wrote_it(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = shared(session, cast)
        note = notes.write(session, cast.ben.member, track, text="Why?")
        notes.write(session, cast.gus.member, track, text="I wonder too", parent=note)
        assert (told(session, cast.ada), told(session, cast.ben)) == (["note", "reply"], ["reply"])
        notes.write(session, cast.ada.member, track, text="Because", parent=note)
        assert (told(session, cast.ben), told(session, cast.gus)) == (["reply", "reply"], ["reply"])


def test_a_note_is_gone_for_whoever_lost_the_right_to_hear(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        playlist = playlists.create(session, cast.ada.member, title="Billing", audience="only_me")
        granted = playlist_grants.grant(session, playlist, Right.LISTEN, to=cast.ben.member)
        track = make_track(session, cast.ada, playlist=playlist)
        note = notes.write(session, cast.ben.member, heard(session, cast.ben, track), text="mine")
        assert notes.get(session, cast.ben.member, note.id) is note
        playlist_grants.revoke(session, playlist, granted.id)
        with pytest.raises(NotFound):
            notes.get(session, cast.ben.member, note.id)
        assert notes.get(session, cast.ada.member, note.id) is note


def test_only_its_author_edits_a_note(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        note = notes.write(session, cast.ben.member, shared(session, cast), text="Wy?")
        with pytest.raises(Forbidden):
            notes.edit(cast.ada.member, note, text="Why not?")
        notes.edit(cast.ben.member, note, text="Why?")
        assert (note.text, note.edited_at is not None) == ("Why?", True)


def test_a_note_goes_with_its_replies_and_comes_back_with_them(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = shared(session, cast)
        note = notes.write(session, cast.ben.member, track, text="Why?")
        reply = notes.write(session, cast.gus.member, track, text="Indeed", parent=note)
        with pytest.raises(Forbidden):
            notes.delete(cast.gus.member, track, note)
        notes.delete(cast.ada.member, track, note)
        assert notes.talks(session, track) == []
        for gone in (note, reply):
            with pytest.raises(NotFound):
                notes.get(session, cast.ada.member, gone.id)
        notes.restore(cast.ben.member, track, notes.get(session, cast.ben.member, note.id, deleted=True))
        assert [len(talk.replies) for talk in notes.talks(session, track)] == [1]


@pytest.mark.parametrize(("text", "at_ms"), [(" ", 1), ("x" * 5_001, 1), ("late", 60_001), ("early", -1)])
def test_a_note_says_something_within_the_track(cast: Cast, within, text: str, at_ms: int) -> None:
    with within(cast.ada) as session:
        track = shared(session, cast)
        with pytest.raises(Invalid):
            notes.write(session, cast.ben.member, track, text=text, at_ms=at_ms)


def spoken(session: Session, player: Player, about: Track) -> Track:
    voice = make_track(session, player, title="Untitled track")
    voice.about_track_id = about.id
    session.flush()
    return heard(session, player, voice)


def test_a_spoken_note_is_one_note_however_often_it_is_sent(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = shared(session, cast)
        voice = spoken(session, cast.ben, track)
        sent = [notes.write(session, cast.ben.member, track, voice=voice, at_ms=5_000) for _ in range(2)]
        assert sent[0].id == sent[1].id
        assert told(session, cast.ada) == [NotificationKind.NOTE]
        (talk,) = notes.talks(session, track)
        assert talk.note.voice is voice


def test_nobody_speaks_with_the_voice_of_another_or_about_another_track(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track, other = shared(session, cast), shared(session, cast)
        voice = spoken(session, cast.ben, track)
        for actor, about in ((cast.gus.member, track), (cast.ben.member, other)):
            with pytest.raises(Invalid):
                notes.write(session, actor, about, voice=voice)


def test_the_voice_goes_and_comes_back_with_its_note(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = shared(session, cast)
        voice = spoken(session, cast.ben, track)
        note = notes.write(session, cast.ben.member, track, voice=voice)
        notes.delete(cast.ben.member, track, note)
        session.flush()
        with pytest.raises(NotFound):
            tracks.get(session, cast.ada.member, voice.id)
        notes.restore(cast.ben.member, track, note)
        session.flush()
        tracks.delete(session, cast.ben.member, voice)
        session.flush()
        assert notes.talks(session, track) == [], "a voice that was taken back leaves no empty note"


def test_an_unnamed_row_cannot_carry_a_trace(cast: Cast, within) -> None:
    """The database itself refuses a time, a voice or an edit in the row of a question without a name."""
    from sqlalchemy.exc import IntegrityError

    with within(cast.ada) as session:
        track = shared(session, cast)
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(Note(workspace_id=track.workspace_id, track_id=track.id, text="Who, me?"))
            session.flush()
