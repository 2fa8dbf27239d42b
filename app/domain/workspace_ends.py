"""The end of a workspace: nobody gets in; for a while its owner can bring it back; then everything goes for good."""

import uuid

from sqlalchemy import delete, select, text
from sqlmodel import Session, col

from app import auth
from app.domain import people, purge_due, undo, workspaces
from app.errors import Forbidden, Invalid, NotFound
from app.models import Membership, Role, Workspace
from app.models.base import now

# What is left after the tracks is deleted in one statement.
LAST_STATEMENT_SECONDS = 600


def delete_workspace(session: Session, actor: Membership, *, typed_name: str) -> str:
    """Shut everybody out and return the secret of the link that undoes it, which is kept nowhere. Owners only.

    `typed_name` must be the workspace's name, in any letter case. Raises Invalid for another one.
    """
    if actor.role != Role.OWNER:
        raise Forbidden("Only an owner deletes the workspace.")
    workspace = workspaces.get(session, actor)
    if typed_name.strip().casefold() != workspace.name.casefold():
        raise Invalid(f"To delete it, type its name: {workspace.name}", field="typed_name")
    return shut(workspace)


def shut(workspace: Workspace) -> str:
    """Nobody gets in from now on. Returns the secret of the link that undoes it; one from before stops working."""
    secret = auth.new_scoped_secret(workspace.id)
    workspace.deleted_at, workspace.undo_hash = workspace.deleted_at or now(), auth.digest(secret)
    return secret


def find(session: Session, secret: str) -> Workspace:
    """The deleted workspace of this link. Raises NotFound when it is none, or beyond bringing back."""
    id = auth.scope_of(secret)
    found = session.get(Workspace, id) if id else None
    if found is None or found.deleted_at is None or found.undo_hash != auth.digest(secret):
        raise NotFound
    if not undo.is_restorable(found.deleted_at):
        raise NotFound
    return found


def restore(workspace: Workspace) -> None:
    """As it was before: whoever was signed in still is."""
    workspace.deleted_at = workspace.undo_hash = None


def due(session: Session) -> list[uuid.UUID]:
    """Workspaces to remove for good, the oldest first."""
    over = select(col(Workspace.id)).where(col(Workspace.deleted_at) < undo.since())
    return list(session.scalars(over.order_by(col(Workspace.deleted_at))))


def purge_some(session: Session, workspace_id: uuid.UUID) -> bool:
    """One step towards the end of a workspace that is due, which the session is in. False when nothing is left."""
    if purge_due.end_tracks(session, workspace_id):
        return True
    members = list(session.scalars(select(col(Membership.person_id))))
    session.execute(text(f"set local statement_timeout = '{LAST_STATEMENT_SECONDS}s'"))
    session.execute(delete(Workspace).where(col(Workspace.id) == workspace_id, col(Workspace.deleted_at).is_not(None)))
    people.forget_without_place(session, members)
    return False
