"""People: registering, and proving who one is. Guessing is slowed down without telling which addresses exist."""

import re
import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session, col

from app.auth import hash_password, password_fits
from app.config import settings
from app.db import enter, return_to, scope
from app.domain import guesses
from app.errors import Invalid, SignInRefused
from app.models import Membership, Person
from app.models.base import now

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SPEEDS = (0.5, 3.0)


def find(session: Session, email: str) -> Person | None:
    """The person with this address, in any letter case."""
    return session.scalars(select(Person).where(col(Person.email) == email.strip().lower())).first()


def anybody(session: Session) -> bool:
    """Whether anyone has ever registered here."""
    return session.scalars(select(col(Person.id)).limit(1)).first() is not None


def register(session: Session, *, email: str, name: str, password: str | None) -> Person:
    """Make a person. Raises Invalid for a bad address, a missing name, a short password or a taken address."""
    email, name = email.strip().lower(), name.strip()
    if not EMAIL.fullmatch(email) or len(email) > 254:
        raise Invalid("Please give an email address, such as ada@example.org.", field="email")
    if find(session, email):
        raise Invalid("This email address is already in use. Sign in with it instead.", field="email")
    person = Person(email=email, name=checked_name(name))
    if password is not None:
        set_password(person, password)
    session.add(person)
    session.flush()
    return person


def set_password(person: Person, password: str) -> None:
    """Raises Invalid when it is too short to be safe."""
    shortest = settings().password_min_chars
    if len(password) < shortest:
        raise Invalid(f"Please choose a password of at least {shortest} characters.", field="password")
    if len(password) > 1000:
        raise Invalid("This password is too long.", field="password")
    person.password_hash = hash_password(password)


def verify(session: Session, *, email: str, password: str) -> Person:
    """The person, when address and password belong together. Raises Locked after too many tries, else SignInRefused."""
    email = email.strip().lower()
    guesses.count(email)
    person = find(session, email)
    if not password_fits(person.password_hash if person else None, password) or person is None:
        raise SignInRefused
    guesses.forget(session, email)
    return person


def update(
    session: Session,
    person: Person,
    *,
    name: str | None = None,
    playback_speed: float | None = None,
    shortcuts_on: bool | None = None,
    skips_silence: bool | None = None,
) -> None:
    """Change what is given. Speed is kept within 0.5–3×."""
    if name is not None:
        person.name = checked_name(name)
    if playback_speed is not None:
        person.playback_speed = round(min(max(playback_speed, SPEEDS[0]), SPEEDS[1]), 2)
    if shortcuts_on is not None:
        person.shortcuts_off_at = None if shortcuts_on else now()
    if skips_silence is not None:
        person.silences_skipped_at = now() if skips_silence else None
    session.add(person)


def checked_name(name: str) -> str:
    """A name without surrounding space. Raises Invalid when it is empty or too long."""
    name = name.strip()
    if not name or len(name) > 200:
        raise Invalid("Please give your name, in at most 200 characters.", field="name")
    return name


def forget_without_place(session: Session, ids: Iterable[uuid.UUID]) -> int:
    """Delete those of these people who are in no workspace any more, not even as somebody who left; returns how many.

    Their browsers go with them. The session stays in the workspace it is in.
    """
    before, forgotten = scope(session), 0
    for id in ids:
        enter(session, workspace_id=None, person_id=id)
        if session.scalars(select(col(Membership.id)).where(col(Membership.person_id) == id)).first() is None:
            forgotten += _forget(session, id)
    return_to(session, before)
    return forgotten


def _forget(session: Session, id: uuid.UUID) -> int:
    person = session.get(Person, id)
    if person is None:
        return 0
    guesses.forget(session, person.email)
    session.delete(person)
    session.flush()
    return 1
