"""Workspaces: founding one, its name, the terms its speech model is told, and which ones a person belongs to."""

import uuid

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.db import enter
from app.domain import people
from app.errors import Forbidden, Invalid, NotFound
from app.models import Membership, Person, Term, Workspace

VOCABULARY_MAX_CHARS = 10_000
# The newest first: of a long vocabulary the model takes in only the beginning.
TERMS_ORDER = (col(Term.created_at).desc(), func.lower(Term.spelling))


def found(session: Session, *, name: str) -> Workspace:
    """Make a workspace and enter it."""
    workspace = Workspace(name=checked_name(name))
    session.add(workspace)
    session.flush()
    enter(session, workspace_id=workspace.id)
    return workspace


def awaiting_owner(session: Session) -> Workspace | None:
    """The workspace a new installation keeps ready for its first owner; None once anybody has registered."""
    if people.anybody(session):
        return None
    return session.scalars(select(Workspace).order_by(col(Workspace.created_at))).first()


def ids(session: Session) -> list[uuid.UUID]:
    """All that were not deleted, for workers, which enter one after the other."""
    living = select(col(Workspace.id)).where(col(Workspace.deleted_at).is_(None))
    return list(session.scalars(living.order_by(col(Workspace.created_at))))


def require_living(session: Session, id: uuid.UUID) -> None:
    """Raises NotFound for one that was deleted: no link leads into it any more."""
    living = select(col(Workspace.id)).where(col(Workspace.id) == id, col(Workspace.deleted_at).is_(None))
    if session.scalars(living).first() is None:
        raise NotFound


def get(session: Session, actor: Membership) -> Workspace:
    """The actor's workspace."""
    return session.get_one(Workspace, actor.workspace_id)


def rename(session: Session, actor: Membership, *, name: str) -> Workspace:
    """Owner and admins give the workspace another name."""
    if not actor.is_admin:
        raise Forbidden("Only the owner and admins change the workspace.")
    workspace = get(session, actor)
    workspace.name = checked_name(name)
    return workspace


def vocabulary(session: Session, workspace_id: uuid.UUID) -> list[str]:
    """The names and terms the speech model is told about; domain/vocabulary.py keeps them."""
    told = select(col(Term.spelling)).where(col(Term.workspace_id) == workspace_id, col(Term.removed_at).is_(None))
    return list(session.scalars(told.order_by(*TERMS_ORDER)))


def memberships_of(session: Session, person: Person) -> list[tuple[Membership, Workspace]]:
    """Where a person belongs, oldest first. Needs no workspace: row security shows a person their own memberships."""
    enter(session, workspace_id=None, person_id=person.id)
    rows = session.execute(
        select(Membership, Workspace)
        .join(Workspace, col(Workspace.id) == Membership.workspace_id)
        .where(col(Membership.person_id) == person.id, col(Membership.deactivated_at).is_(None))
        .where(col(Workspace.deleted_at).is_(None))
        .order_by(col(Membership.created_at))
    )
    return [(membership, workspace) for membership, workspace in rows]


def checked_name(name: str) -> str:
    """A name without surrounding space. Raises Invalid when it is empty or too long."""
    name = name.strip()
    if not name or len(name) > 200:
        raise Invalid("Please name the workspace, in at most 200 characters.", field="workspace_name")
    return name
