"""Guesses: wrong passwords are counted, and after too many of them nobody may try for a while."""

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from app.auth import digest
from app.config import settings
from app.db import transaction
from app.errors import Locked
from app.models import SignInAttempt
from app.models.base import now


def require_few(session: Session, secret_of: str) -> None:
    """Raises Locked after too many wrong guesses at the password of this address or link."""
    since = now() - timedelta(minutes=settings().sign_in_lock_minutes)
    counted = session.scalars(
        select(func.count())
        .select_from(SignInAttempt)
        .where(col(SignInAttempt.email_hash) == digest(secret_of), col(SignInAttempt.created_at) > since)
    ).one()
    if counted >= settings().sign_in_tries:
        raise Locked


def count(secret_of: str) -> None:
    """One more. In a transaction of its own: the refusal rolls the request's one back, and the try must still count."""
    with transaction() as session:
        session.add(SignInAttempt(email_hash=digest(secret_of)))


def forget(session: Session, secret_of: str) -> None:
    """The right password came."""
    session.execute(delete(SignInAttempt).where(col(SignInAttempt.email_hash) == digest(secret_of)))
