"""What has run out goes by itself; what still counts stays."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from app.auth import digest, new_secret
from app.domain import expiries, notifications
from app.models import IdempotentReply, Invitation, LoginSession, Notification, NotificationKind, SignInAttempt
from app.models.base import now
from tests.cast import Player


def days_ago(days: float) -> datetime:
    return now() - timedelta(days=days)


def add_reply(session: Session, player: Player, created_at: datetime) -> IdempotentReply:
    member = player.member
    kept = {"key": new_secret(), "request_sha256": "0", "status": 201, "body": {}, "created_at": created_at}
    reply = IdempotentReply(workspace_id=member.workspace_id, membership_id=member.id, **kept)
    session.add(reply)
    session.flush()
    return reply


def test_replies_of_yesterday_go(ada: Player, within) -> None:
    with within(ada) as session:
        old, new = add_reply(session, ada, days_ago(2)), add_reply(session, ada, days_ago(0.5))
        expiries.forget(session)
        assert session.scalars(select(IdempotentReply.id)).all() == [new.id] != [old.id]


def test_invitations_stay_until_they_have_been_over_for_a_month(ada: Player, within) -> None:
    with within(ada) as session:
        ends = {"open": -1, "just over": 3, "long over": 31}
        for name, days in ends.items():
            given = {"token_hash": digest(new_secret()), "email": f"{name.replace(' ', '')}@example.org"}
            session.add(Invitation(workspace_id=ada.member.workspace_id, expires_at=days_ago(days), **given))
        session.flush()
        expiries.forget(session)
        left = {str(email).split("@")[0] for email in session.scalars(select(Invitation.email))}
    assert left == {"open", "justover"}


def test_old_news_goes(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        notifications.notify(session, [ben.member], NotificationKind.CHECK_IN, by=ada.member)
        session.flush()
        notifications.notify(session, [ben.member], NotificationKind.ASSIGNED, by=ada.member)
        session.flush()
        first = session.scalars(select(Notification).where(Notification.kind == "check_in")).one()
        first.created_at = days_ago(181)
        session.flush()
        expiries.forget(session)
        assert session.scalars(select(Notification.kind)).all() == ["assigned"]


@pytest.mark.parametrize(("days", "is_there"), [(29, True), (31, False)])
def test_sessions_stay_for_a_month_after_they_ended(ada: Player, within, days: int, is_there: bool) -> None:
    with within(ada) as session:
        ended = LoginSession(person_id=ada.member.person_id, token_hash=new_secret(), expires_at=days_ago(days))
        session.add(ended)
        session.flush()
        expiries.forget_sign_ins(session)
        found = session.scalars(select(LoginSession.id).where(LoginSession.id == ended.id)).first()
        assert (found is not None) is is_there


def test_wrong_guesses_are_forgotten_when_they_no_longer_count(ada: Player, within) -> None:
    with within(ada) as session:
        hashes = [new_secret(), new_secret()]
        for email_hash, days in zip(hashes, (0, 1), strict=True):
            session.add(SignInAttempt(email_hash=email_hash, created_at=days_ago(days)))
        session.flush()
        expiries.forget_sign_ins(session)
        left = session.scalars(select(SignInAttempt.email_hash).where(SignInAttempt.email_hash.in_(hashes))).all()
        assert left == hashes[:1]
