"""Memberships: who is here, in which role. Deactivating somebody ends their sessions and tokens at once."""

import uuid

from sqlalchemy import select, update
from sqlmodel import Session, col

from app.errors import Forbidden, Invalid, NotFound
from app.models import ApiToken, LoginSession, Membership, Person, Role, Share, Workspace
from app.models.base import now

SUPERPOWERS_MAX, SUPERPOWER_MAX_CHARS = 10, 80


def join(session: Session, workspace_id: uuid.UUID, person: Person, role: Role) -> Membership:
    """Make the person a member; somebody who was here before comes back in the new role."""
    before = session.scalars(
        select(Membership).where(Membership.workspace_id == workspace_id, Membership.person_id == person.id)  # type: ignore[arg-type]
    ).first()
    membership = before or Membership(workspace_id=workspace_id, person_id=person.id, role=role)
    membership.role, membership.deactivated_at = role, None
    session.add(membership)
    session.flush()
    session.refresh(membership)
    return membership


def everyone(session: Session, actor: Membership) -> list[Membership]:
    """Active members by name. A guest sees only themselves."""
    if actor.is_guest:
        return [actor]
    active = select(Membership).join(Person).where(col(Membership.workspace_id) == actor.workspace_id)
    active = active.where(col(Membership.deactivated_at).is_(None))
    return list(session.scalars(active.order_by(col(Person.name))))


def get(session: Session, actor: Membership, id: uuid.UUID) -> Membership:
    """One member, active or not, because tracks keep their author. A guest gets only themselves."""
    member = session.get(Membership, id)
    if member is None or member.workspace_id != actor.workspace_id or (actor.is_guest and member.id != actor.id):
        raise NotFound
    return member


def active(session: Session, actor: Membership, id: uuid.UUID) -> Membership:
    """Like `get`, for what only somebody who is still here can be asked. Raises Invalid for whoever has left."""
    member = get(session, actor, id)
    if member.deactivated_at:
        raise Invalid(f"{member.person.name} is no longer in this workspace.", field="member_id")
    return member


def find(session: Session, workspace_id: uuid.UUID, person_id: uuid.UUID) -> Membership | None:
    """The person's active membership in this workspace; None when the workspace was deleted."""
    return session.scalars(
        select(Membership)
        .join(Workspace, col(Workspace.id) == Membership.workspace_id)
        .where(
            col(Workspace.deleted_at).is_(None),
            col(Membership.workspace_id) == workspace_id,
            col(Membership.person_id) == person_id,
            col(Membership.deactivated_at).is_(None),
        )
    ).first()


def owner(session: Session, workspace_id: uuid.UUID) -> Membership | None:
    """The longest-standing active owner."""
    owners = select(Membership).where(col(Membership.workspace_id) == workspace_id, col(Membership.role) == Role.OWNER)
    return session.scalars(
        owners.where(col(Membership.deactivated_at).is_(None)).order_by(col(Membership.created_at))
    ).first()


def change_role(session: Session, actor: Membership, member: Membership, role: Role) -> None:
    """Admins change roles; only an owner makes or unmakes owners; the last owner stays one."""
    _require_admin(actor)
    if Role.OWNER in (member.role, role) and actor.role != Role.OWNER:
        raise Forbidden("Only an owner changes who owns the workspace.")
    if member.role == Role.OWNER and role != Role.OWNER:
        _require_other_owner(session, member)
    member.role = role


def retitle(session: Session, actor: Membership, member: Membership, title: str) -> None:
    """What somebody does here, such as 'Sales'. One's own, or anybody's for an admin."""
    if member.id != actor.id:
        _require_admin(actor)
    if len(title.strip()) > 200:
        raise Invalid("Please keep this under 200 characters.", field="title")
    member.title = title.strip()


def set_superpowers(session: Session, actor: Membership, member: Membership, superpowers: str) -> None:
    """What somebody is good at and likes to be asked about, one a line. One's own."""
    if member.id != actor.id:
        raise Forbidden("Everybody names their own superpowers.")
    lines = list(dict.fromkeys(" ".join(line.split()) for line in superpowers.splitlines() if line.strip()))
    if len(lines) > SUPERPOWERS_MAX or any(len(line) > SUPERPOWER_MAX_CHARS for line in lines):
        sentence = f"Please name at most {SUPERPOWERS_MAX}, each in at most {SUPERPOWER_MAX_CHARS} characters."
        raise Invalid(sentence, field="superpowers")
    member.superpowers = "\n".join(lines)


def deactivate(session: Session, actor: Membership, member: Membership) -> None:
    """End somebody's membership: sessions, tokens and the links they shared stop at once, tracks and author stay."""
    _require_admin(actor)
    if member.role == Role.OWNER:
        if actor.role != Role.OWNER:
            raise Forbidden("Only an owner removes an owner.")
        _require_other_owner(session, member)
    shut_out(session, member)


def is_last_owner(session: Session, member: Membership) -> bool:
    """Whether the workspace would be without an owner when this member goes."""
    return member.role == Role.OWNER and member.deactivated_at is None and _other_owner(session, member) is None


def shut_out(session: Session, member: Membership) -> None:
    """Whatever let them in stops at once. Repeating it changes nothing."""
    member.deactivated_at = member.deactivated_at or now()
    mine = (LoginSession.person_id == member.person_id, LoginSession.workspace_id == member.workspace_id)
    session.execute(update(LoginSession).where(*mine).values(revoked_at=now()))  # type: ignore[arg-type]
    session.execute(update(ApiToken).where(col(ApiToken.membership_id) == member.id).values(revoked_at=now()))
    session.execute(update(Share).where(col(Share.created_by) == member.id).values(revoked_at=now()))


def _require_admin(actor: Membership) -> None:
    if not actor.is_admin:
        raise Forbidden("Only the owner and admins do this.")


def _other_owner(session: Session, member: Membership) -> Membership | None:
    others = select(Membership).where(
        col(Membership.workspace_id) == member.workspace_id,
        col(Membership.role) == Role.OWNER,
        col(Membership.deactivated_at).is_(None),
        col(Membership.id) != member.id,
    )
    return session.scalars(others).first()


def _require_other_owner(session: Session, member: Membership) -> None:
    if _other_owner(session, member) is None:
        raise Invalid("A workspace needs an owner. Make somebody else an owner first.", field="role")
