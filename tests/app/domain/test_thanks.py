"""Thanks: left once, with one's name, taken back with a tap."""

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import thanks
from app.errors import Invalid
from app.models import Membership, Notification, ThanksKind
from tests.cast import Cast
from tests.tracks import make_track


def told(session: Session, member: Membership) -> list[str]:
    mine = select(col(Notification.kind)).where(col(Notification.membership_id) == member.id)
    return list(session.scalars(mine))


def test_thanks_are_left_once_and_the_author_is_told_once(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = make_track(session, cast.ada)
        for _ in range(2):
            thanks.leave(session, cast.ben.member, track, ThanksKind.THANKS)
        gathered = thanks.of(session, cast.ben.member, track)
        assert [member.id for member in gathered[ThanksKind.THANKS].members] == [cast.ben.member.id]
        assert gathered[ThanksKind.THANKS].mine is not None
        assert gathered[ThanksKind.USED].given == []
        assert told(session, cast.ada.member) == ["thanks"]


def test_a_second_sentence_replaces_the_first(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = make_track(session, cast.ada)
        for text in ("for the fair", "for the winter fair"):
            thanks.leave(session, cast.ben.member, track, ThanksKind.USED, text=text)
        (one,) = thanks.of(session, cast.ada.member, track)[ThanksKind.USED].given
        assert (one.text, one.member.person.name) == ("for the winter fair", "Ben Okri")


def test_taken_back_thanks_leave_nothing_behind(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = make_track(session, cast.ada)
        thanks.leave(session, cast.ben.member, track, ThanksKind.USED)
        thanks.leave(session, cast.gus.member, track, ThanksKind.USED)
        for _ in range(2):
            thanks.take_back(session, cast.ben.member, track, ThanksKind.USED)
        given = thanks.of(session, cast.ada.member, track)[ThanksKind.USED].given
        assert [one.membership_id for one in given] == [cast.gus.member.id]
        assert told(session, cast.ada.member) == ["used"]


def test_nobody_thanks_themselves(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        track = make_track(session, cast.ada)
        with pytest.raises(Invalid):
            thanks.leave(session, cast.ada.member, track, ThanksKind.THANKS)
        with pytest.raises(Invalid):
            thanks.leave(session, cast.ben.member, track, ThanksKind.USED, text="x" * 501)
