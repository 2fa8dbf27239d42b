"""Reading notifications: newest first, alike ones together, and nothing of what the receiver can no longer see."""

import pytest
from sqlmodel import Session

from app.domain import news, notes, notifications, playlist_grants, playlists, request_course, requests, tracks
from app.errors import Invalid
from app.models import Membership, NotificationKind, Playlist, Right, Track
from tests.cast import Cast
from tests.tracks import make_track


def kinds(session: Session, member: Membership) -> list[str]:
    return [one.kind for one in news.latest(session, member).items]


def opened(session: Session, cast: Cast) -> tuple[Playlist, Track]:
    """A private playlist with a track, open to Ben by name, who was told so."""
    playlist = playlists.create(session, cast.ada.member, title="Secret plans", audience="only_me")
    playlist_grants.grant(session, playlist, Right.LISTEN, to=cast.ben.member)
    track = make_track(session, cast.ada, playlist=playlist)
    tell = {"by": cast.ada.member, "playlist_id": playlist.id}
    notifications.notify(session, [cast.ben.member], NotificationKind.PLAYLIST_OPENED, **tell)
    notifications.notify(session, [cast.ben.member], NotificationKind.NOTE, by=cast.ada.member, track_id=track.id)
    return playlist, track


def test_what_the_receiver_may_no_longer_see_is_not_there_and_not_counted(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        playlist, _ = opened(session, cast)
        assert sorted(kinds(session, cast.ben.member)) == ["note", "playlist_opened"]
        assert news.unread_count(session, cast.ben.member) == 2
        granted = [
            one for one in playlist_grants.granted(session, playlist) if one.member and one.right == Right.LISTEN
        ]
        playlist_grants.revoke(session, playlist, granted[0].id)
        assert kinds(session, cast.ben.member) == []
        assert news.unread_count(session, cast.ben.member) == 0


def test_what_was_deleted_comes_back_with_its_subject(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        _, track = opened(session, cast)
        tracks.delete(session, cast.ada.member, track)
        session.flush()
        assert kinds(session, cast.ben.member) == ["playlist_opened"]
        tracks.restore(session, cast.ada.member, track.id)
        session.flush()
        assert len(kinds(session, cast.ben.member)) == 2


def test_a_deleted_note_is_no_news(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = tracks.get(session, cast.ada.member, make_track(session, cast.ada).id)
        note = notes.write(session, cast.ben.member, track, text="Why?")
        notes.write(session, cast.ben.member, track, text="And", parent=note)
        assert kinds(session, cast.ada.member) == ["reply", "note"]
        notes.delete(cast.ben.member, track, note)
        session.flush()
        assert kinds(session, cast.ada.member) == []


def test_a_withdrawn_request_is_no_news(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        wish = requests.Wish(question="How do you bill?")
        made = requests.ask(session, cast.ada.member, cast.ben.member, wish)
        (told,) = news.gathered(session, news.latest(session, cast.ben.member).items)
        assert (told.kind, told.title) == ("asked", "How do you bill?")
        request_course.withdraw(session, cast.ada.member, made)
        session.flush()
        assert kinds(session, cast.ben.member) == []


def test_others_news_are_not_mine(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        opened(session, cast)
        assert kinds(session, cast.ada.member) == []
    with within(cast.cleo) as session:
        assert kinds(session, cast.ben.member) == [], "another workspace has no such rows"


def test_reading_up_to_a_moment_leaves_what_came_later(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        opened(session, cast)
        first = news.latest(session, cast.ben.member).items[-1]
        news.mark_read(session, cast.ben.member, until=first.created_at)
        assert news.unread_count(session, cast.ben.member) == 1
        news.mark_read(session, cast.ben.member)
        assert news.unread_count(session, cast.ben.member) == 0


def test_alike_ones_of_a_day_are_one(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = make_track(session, cast.ada, title="How we bill")
        for by in (cast.ben.member, cast.gus.member):
            notifications.notify(session, [cast.ada.member], NotificationKind.THANKS, by=by, track_id=track.id)
        notifications.notify(session, [cast.ada.member], NotificationKind.USED, by=by, track_id=track.id)
        used, thanked = news.gathered(session, news.latest(session, cast.ada.member).items)
        assert (used.kind, thanked.kind) == ("used", "thanks")
        assert [one.person.name for one in thanked.by] == ["Gus Grissom", "Ben Okri"]
        assert (thanked.track, thanked.is_unread) == (track, True)


def test_pages_follow_each_other_without_a_gap(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        for track in [make_track(session, cast.ada) for _ in range(5)]:
            notifications.notify(session, [cast.ada.member], NotificationKind.NOTE, by=None, track_id=track.id)
        seen, cursor = [], None
        for _ in range(3):
            page = news.latest(session, cast.ada.member, cursor=cursor, limit=2)
            seen, cursor = seen + page.items, page.next_cursor
        assert (len({one.id for one in seen}), cursor) == (5, None)
        with pytest.raises(Invalid):
            news.latest(session, cast.ada.member, cursor="nonsense")
