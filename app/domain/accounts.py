"""Accounts: a person deletes their own, in every workspace at once. What becomes of what they said: leaving.py."""

from sqlalchemy import select
from sqlmodel import Session, col

from app.db import enter, return_to, scope
from app.domain import leaving, memberships, people
from app.domain.leaving import Fate
from app.errors import Invalid, SignInRefused
from app.models import Membership, Person, Workspace


def close(session: Session, person: Person, *, password: str, fate: Fate) -> None:
    """Nothing names them any more, and they cannot sign in. Raises Invalid for a wrong password, or an only owner.

    Somebody who never had a password is known by their session alone. Raises Locked after too many wrong ones.
    """
    if fate is Fate.KEEP:
        raise Invalid("A deleted account keeps no name.", field="fate")
    _require_password(session, person, password)
    _require_owners(session, person)
    for membership, workspace in _places(session, person):
        enter(session, workspace_id=workspace.id, person_id=person.id)
        memberships.shut_out(session, membership)
        leaving.part(session, membership, fate)
    people.forget_without_place(session, [person.id])


def _require_owners(session: Session, person: Person) -> None:
    """Looks everywhere before anything is changed anywhere."""
    before, orphan = scope(session), None
    for membership, workspace in _places(session, person):
        enter(session, workspace_id=workspace.id, person_id=person.id)
        if workspace.deleted_at is None and memberships.is_last_owner(session, membership):
            orphan = workspace
    return_to(session, before)
    if orphan:
        sentence = f"“{orphan.name}” needs an owner: make somebody else one, or delete the workspace, first."
        raise Invalid(sentence, field="fate")


def _require_password(session: Session, person: Person, password: str) -> None:
    if person.password_hash is None:
        return
    try:
        people.verify(session, email=person.email, password=password)
    except SignInRefused:
        raise Invalid("This is not your password.", field="password") from None


def _places(session: Session, person: Person) -> list[tuple[Membership, Workspace]]:
    """Wherever they are or were. Row security shows a person their own memberships without a workspace."""
    enter(session, workspace_id=None, person_id=person.id)
    mine = select(Membership, Workspace).join(Workspace, col(Workspace.id) == Membership.workspace_id)
    return [
        (membership, place) for membership, place in session.execute(mine.where(col(Membership.person_id) == person.id))
    ]
