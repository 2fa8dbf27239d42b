"""Expiries: rows that say something for a while and would otherwise grow for ever. docs/retention.md lists them.

Every statement may run twice, and by several workers at once. Small batches: none holds a table up.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select
from sqlmodel import Session, col

from app.config import settings
from app.domain.idempotency import KEPT_FOR as REPLIES_KEPT_FOR
from app.models import (
    ApiToken,
    Digest,
    IdempotentReply,
    Invitation,
    LoginSession,
    Notification,
    Share,
    SignInAttempt,
)
from app.models.base import now

BATCH = 1_000
# Long enough to tell somebody that their link is over, and not that there never was one.
OVER_FOR = timedelta(days=30)
DIGESTS_KEPT_FOR = timedelta(days=90)


def forget_sign_ins(session: Session) -> int:
    """Sessions that ended, and wrong guesses that no longer count. Of no workspace."""
    guesses_count = now() - timedelta(minutes=settings().sign_in_lock_minutes)
    ended = or_(col(LoginSession.expires_at) < _over(), col(LoginSession.revoked_at) < _over())
    return _forget(session, LoginSession, ended) + _forget(
        session, SignInAttempt, col(SignInAttempt.created_at) < guesses_count
    )


def forget(session: Session) -> int:
    """What is over in the workspace that the session is in."""
    kept_since = now() - timedelta(days=settings().notification_days)
    over: list[tuple[Any, ColumnElement[bool]]] = [
        (IdempotentReply, col(IdempotentReply.created_at) < now() - REPLIES_KEPT_FOR),
        (Notification, col(Notification.created_at) < kept_since),
        (Digest, col(Digest.created_at) < now() - DIGESTS_KEPT_FOR),
        (Invitation, _is_used_up()),
        (Share, or_(col(Share.revoked_at) < _over(), col(Share.expires_at) < _over())),
        (ApiToken, col(ApiToken.revoked_at) < _over()),
    ]
    return sum(_forget(session, table, condition) for table, condition in over)


def _is_used_up() -> ColumnElement[bool]:
    ends = (Invitation.accepted_at, Invitation.revoked_at, Invitation.expires_at)
    return or_(*(col(end) < _over() for end in ends))


def _over() -> datetime:
    return now() - OVER_FOR


def _forget(session: Session, table: Any, condition: ColumnElement[bool]) -> int:
    some = select(table.id).where(condition).limit(BATCH).with_for_update(skip_locked=True)
    return int(session.execute(delete(table).where(table.id.in_(some.scalar_subquery()))).rowcount)  # type: ignore[attr-defined]
