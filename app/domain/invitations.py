"""Invitations: a membership offered by a link. Looking at the link changes nothing; accepting uses it up."""

import re
import uuid
from datetime import timedelta
from email.utils import parseaddr

from sqlalchemy import select
from sqlmodel import Session, col

from app import auth
from app.config import settings
from app.db import enter
from app.domain import memberships, people, workspaces
from app.errors import Forbidden, Invalid, NotFound, SignInRefused
from app.models import Invitation, Membership, Person, Role, Workspace
from app.models.base import now

FIRST_WORKSPACE = "Our team"
INVITED_AT_ONCE_MAX = 200


def invite(session: Session, actor: Membership, *, role: Role, email: str | None = None) -> str:
    """Offer a membership and return the link's token, which is shown once and kept nowhere."""
    if not actor.is_admin:
        raise Forbidden("Only the owner and admins invite people.")
    if role == Role.OWNER and actor.role != Role.OWNER:
        raise Forbidden("Only an owner invites another owner.")
    email = (email or "").strip().lower() or None
    if email and not people.EMAIL.fullmatch(email):
        raise Invalid("Please give an email address, or none.", field="email")
    return _offer(session, actor.workspace_id, role=role, email=email, invited_by=actor.id)


def invite_all(session: Session, actor: Membership, *, role: Role, pasted: str) -> list[tuple[str | None, str]]:
    """One link for each address of a pasted list, or one for whoever has it: (address, token) each.

    Raises Invalid, and makes none, when something in the list is no address.
    """
    emails = _addresses(pasted)
    if not emails:
        return [(None, invite(session, actor, role=role))]
    return [(email, invite(session, actor, role=role, email=email)) for email in emails]


def let_in(session: Session, member: Membership) -> str:
    """A link for somebody who came with an import and has no password, from whoever runs the server; earlier ones end.

    It alone lets somebody who is registered choose a password: admins invite too, and must not become others by it.
    """
    email = member.person.email
    earlier = select(Invitation).where(col(Invitation.email) == email, col(Invitation.invited_by).is_(None))
    for before in session.scalars(earlier.where(col(Invitation.accepted_at).is_(None))):
        before.revoked_at = before.revoked_at or now()
    return _offer(session, member.workspace_id, role=Role(member.role), email=email, invited_by=None)


def find(session: Session, token: str) -> Invitation | None:
    """The open invitation of this link; enters its workspace. None when it is unknown, used, revoked or over."""
    workspace_id = auth.scope_of(token)
    if workspace_id is None:
        return None
    enter(session, workspace_id=workspace_id)
    found = session.scalars(select(Invitation).where(col(Invitation.token_hash) == auth.digest(token))).first()
    if found is None or found.accepted_at or found.revoked_at or found.expires_at < now():
        return None
    if workspace_of(session, found).deleted_at:
        return None
    # The first owner's link is worth nothing once somebody became owner another way.
    if names_workspace(found) and memberships.owner(session, workspace_id):
        return None
    return found


def workspace_of(session: Session, invitation: Invitation) -> Workspace:
    """Where the invitation leads."""
    return session.get_one(Workspace, invitation.workspace_id)


def names_workspace(invitation: Invitation) -> bool:
    """Whether this is the very first owner's invitation, who also names the workspace."""
    return invitation.role == Role.OWNER and invitation.invited_by is None and invitation.email is None


def accept(
    session: Session,
    invitation: Invitation,
    *,
    email: str,
    name: str,
    password: str,
    workspace_name: str | None = None,
) -> Membership:
    """Use the invitation up. Somebody already registered proves it with their password; others get registered."""
    session.refresh(invitation, with_for_update=True)
    if invitation.accepted_at or invitation.revoked_at:
        raise NotFound
    if invitation.email and email.strip().lower() != invitation.email:
        raise Invalid(f"This invitation is for {invitation.email}.", field="email")
    if workspace_name is not None and names_workspace(invitation):
        workspace_of(session, invitation).name = workspaces.checked_name(workspace_name)
    person = _known(session, invitation, email, password) or people.register(
        session, email=email, name=name, password=password
    )
    invitation.accepted_at = now()
    return memberships.join(session, invitation.workspace_id, person, Role(invitation.role))


def pending(session: Session, actor: Membership) -> list[Invitation]:
    """Invitations still open, newest first."""
    if not actor.is_admin:
        return []
    unused = select(Invitation).where(
        col(Invitation.workspace_id) == actor.workspace_id,
        # The first owner's link is worth nothing once there is somebody to look at this list.
        col(Invitation.invited_by).is_not(None),
        col(Invitation.accepted_at).is_(None),
        col(Invitation.revoked_at).is_(None),
        col(Invitation.expires_at) > now(),
    )
    return list(session.scalars(unused.order_by(col(Invitation.created_at).desc())))


def revoke(session: Session, actor: Membership, id: uuid.UUID) -> None:
    """Take an offer back."""
    if not actor.is_admin:
        raise Forbidden("Only the owner and admins do this.")
    found = session.get(Invitation, id)
    if found is None:
        raise NotFound
    found.revoked_at = now()


def first_owner_link(session: Session) -> str | None:
    """A one-time path for the first owner; None once anybody has registered. Each call replaces the link before."""
    if people.anybody(session):
        return None
    workspace = workspaces.awaiting_owner(session) or workspaces.found(session, name=FIRST_WORKSPACE)
    enter(session, workspace_id=workspace.id)
    for earlier in session.scalars(select(Invitation).where(col(Invitation.revoked_at).is_(None))):
        earlier.revoked_at = now()
    return "/invitations/" + _offer(session, workspace.id, role=Role.OWNER, email=None, invited_by=None)


def _offer(
    session: Session, workspace_id: uuid.UUID, *, role: Role, email: str | None, invited_by: uuid.UUID | None
) -> str:
    token = auth.new_scoped_secret(workspace_id)
    expires_at = now() + timedelta(days=settings().invitation_days)
    session.add(
        Invitation(
            workspace_id=workspace_id,
            token_hash=auth.digest(token),
            role=role,
            email=email,
            invited_by=invited_by,
            expires_at=expires_at,
        )
    )
    session.flush()
    return token


def _addresses(pasted: str) -> list[str]:
    """Lines, commas or semicolons between them; `Name <address>` as mail programs copy it."""
    entries = [entry.strip() for entry in re.split(r"[\n,;]", pasted) if entry.strip()]
    emails = list(dict.fromkeys(parseaddr(entry)[1].lower() or entry for entry in entries))
    wrong = [email for email in emails if not people.EMAIL.fullmatch(email)]
    if wrong:
        raise Invalid(f"This is not an email address: {', '.join(wrong[:3])[:200]}", field="email")
    if len(emails) > INVITED_AT_ONCE_MAX:
        raise Invalid(f"Please invite at most {INVITED_AT_ONCE_MAX} people at once.", field="email")
    return emails


def _known(session: Session, invitation: Invitation, email: str, password: str) -> Person | None:
    person = people.find(session, email)
    if person is None:
        return None
    if person.password_hash is None and invitation.invited_by is None and invitation.email == person.email:
        people.set_password(person, password)
        return person
    try:
        return people.verify(session, email=email, password=password)
    except SignInRefused:
        raise Invalid(
            "You are already registered with this address: give the password you chose.", field="password"
        ) from None
