"""Telling members: who is told, who is not, and that the same thing is told once."""

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import memberships, notifications
from app.models import Mute, Notification, NotificationKind
from tests.cast import Cast, Player
from tests.tracks import make_track

NOTE = NotificationKind.NOTE


def told(session: Session, player: Player) -> list[Notification]:
    return list(session.scalars(select(Notification).where(col(Notification.membership_id) == player.member.id)))


def test_everybody_but_whoever_did_it_is_told(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = make_track(session, cast.ada)
        people = [cast.ada.member, cast.ben.member.id, cast.gus.member]
        notifications.notify(session, people, NOTE, by=cast.ben.member, track_id=track.id)
        assert [len(told(session, player)) for player in (cast.ada, cast.ben, cast.gus)] == [1, 0, 1]
        (row,) = told(session, cast.ada)
        assert (row.kind, row.by_id, row.track_id, row.read_at) == (NOTE, cast.ben.member.id, track.id, None)


def test_the_deactivated_and_those_of_another_workspace_are_not_told(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        memberships.deactivate(session, cast.ada.member, memberships.get(session, cast.ada.member, cast.ben.member.id))
        session.flush()
        notifications.notify(session, [cast.ben.member, cast.cleo.member], NOTE, by=None)
        assert told(session, cast.ben) == []
    with within(cast.cleo) as session:
        assert told(session, cast.cleo) == []


def test_a_kind_that_is_switched_off_is_not_told_and_others_are(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        session.add(Mute(workspace_id=cast.ada.member.workspace_id, membership_id=cast.ada.member.id, kind=NOTE))
        session.flush()
        notifications.notify(session, [cast.ada.member], NOTE, by=cast.ben.member)
        notifications.notify(session, [cast.ada.member], NotificationKind.THANKS, by=cast.ben.member)
        assert [row.kind for row in told(session, cast.ada)] == [NotificationKind.THANKS]


def test_the_same_is_told_again_only_once_it_was_read(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = make_track(session, cast.ada)
        for _ in range(2):
            notifications.notify(session, [cast.ada.member], NOTE, by=cast.ben.member, track_id=track.id)
        (row,) = told(session, cast.ada)
        row.read_at = row.created_at
        session.flush()
        notifications.notify(session, [cast.ada.member], NOTE, by=cast.ben.member, track_id=track.id)
        assert len(told(session, cast.ada)) == 2


def test_what_was_asked_without_a_name_has_no_time_but_its_day(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        notifications.notify(session, [cast.ada.member], NotificationKind.QUESTION, by=None)
        (row,) = told(session, cast.ada)
        assert (row.created_at.hour, row.created_at.minute, row.created_at.second, row.created_at.microsecond) == (
            0,
        ) * 4
