"""Signed-in browsers: opened at sign-in, listed, and ended one by one."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from app.auth import digest, new_secret
from app.config import settings
from app.errors import NotFound
from app.models import LoginSession, Person
from app.models.base import now

# A browser that is used every day would otherwise write a row with every page.
SEEN_EVERY = timedelta(minutes=5)


def open(
    session: Session,
    person: Person,
    *,
    workspace_id: uuid.UUID | None,
    user_agent: str,
    instead_of: LoginSession | None = None,
) -> str:
    """Sign a browser in and return the value of its cookie, which is kept nowhere. Ends the session it had before."""
    if instead_of:
        close(session, instead_of)
    secret = new_secret()
    session.add(
        LoginSession(
            person_id=person.id,
            workspace_id=workspace_id,
            token_hash=digest(secret),
            user_agent=user_agent[:300],
            expires_at=now() + timedelta(days=settings().session_days),
        )
    )
    session.flush()
    return secret


def find(session: Session, cookie: str, *, is_noted: bool = True) -> LoginSession | None:
    """The living session of this cookie. None when it is unknown, over or revoked. `is_noted`: the visit is."""
    found = session.scalars(select(LoginSession).where(col(LoginSession.token_hash) == digest(cookie))).first()
    if found is None or found.revoked_at or found.expires_at < now() or found.last_seen_at < _idle_since():
        return None
    if is_noted and now() - found.last_seen_at > SEEN_EVERY:
        found.last_seen_at = now()
    return found


def of(session: Session, person: Person) -> list[LoginSession]:
    """Living sessions, the last used first."""
    living = select(LoginSession).where(
        col(LoginSession.person_id) == person.id,
        col(LoginSession.revoked_at).is_(None),
        col(LoginSession.expires_at) > now(),
        col(LoginSession.last_seen_at) > _idle_since(),
    )
    return list(session.scalars(living.order_by(col(LoginSession.last_seen_at).desc())))


def close(session: Session, login: LoginSession) -> None:
    """Sign this browser out."""
    login.revoked_at = now()
    session.add(login)


def revoke(session: Session, person: Person, id: uuid.UUID) -> None:
    """Sign out one of the person's browsers, this one or another."""
    found = session.get(LoginSession, id)
    if found is None or found.person_id != person.id:
        raise NotFound
    close(session, found)


def _idle_since() -> datetime:
    """Whoever was not here since then has to sign in again."""
    return now() - timedelta(days=settings().session_idle_days)
