"""Guesses: tries at a password are counted, and after too many of them nobody may try for a while."""

from datetime import timedelta

from sqlalchemy import delete, func, select, text
from sqlmodel import Session, col

from app.auth import digest
from app.config import settings
from app.db import side_engine, transaction
from app.errors import Locked
from app.models import SignInAttempt
from app.models.base import now


def count(secret_of: str) -> None:
    """One more, before the password is looked at. Raises Locked after too many at this address or link.

    In a transaction of its own: the refusal rolls the request's one back, and the try must still count. Tries that
    arrive together wait for each other here, so that a hundred at once are no more than a hundred in a row.
    """
    with transaction(bind=side_engine()) as session:
        session.execute(text("select pg_advisory_xact_lock(hashtext(:what))"), {"what": digest(secret_of)})
        if _counted(session, secret_of) >= settings().sign_in_tries:
            raise Locked
        session.add(SignInAttempt(email_hash=digest(secret_of)))


def forget(session: Session, secret_of: str) -> None:
    """The right password came."""
    session.execute(delete(SignInAttempt).where(col(SignInAttempt.email_hash) == digest(secret_of)))


def _counted(session: Session, secret_of: str) -> int:
    since = now() - timedelta(minutes=settings().sign_in_lock_minutes)
    return session.scalars(
        select(func.count())
        .select_from(SignInAttempt)
        .where(col(SignInAttempt.email_hash) == digest(secret_of), col(SignInAttempt.created_at) > since)
    ).one()
