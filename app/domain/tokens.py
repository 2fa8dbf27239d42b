"""API tokens: made for one membership, shown once, listed and revoked."""

import uuid
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from app import auth
from app.db import enter
from app.domain import memberships
from app.errors import Invalid, NotFound
from app.models import ApiToken, Membership
from app.models.base import now

PREFIX = "lorecast_"
USED_EVERY = timedelta(minutes=5)


def issue(session: Session, membership: Membership, *, name: str) -> str:
    """Make a token that acts as this membership."""
    if not name.strip() or len(name) > 200:
        raise Invalid("Please name the token after what will use it.", field="name")
    secret = PREFIX + auth.new_scoped_secret(membership.workspace_id)
    session.add(
        ApiToken(
            workspace_id=membership.workspace_id,
            membership_id=membership.id,
            token_hash=auth.digest(secret),
            name=name.strip(),
        )
    )
    session.flush()
    return secret


def find(session: Session, bearer: str, *, is_noted: bool = True) -> Membership | None:
    """Whom the token acts as; enters the workspace. None when unknown or revoked, or nobody gets in there any more."""
    workspace_id = auth.scope_of(bearer.removeprefix(PREFIX))
    if workspace_id is None or not bearer.startswith(PREFIX):
        return None
    enter(session, workspace_id=workspace_id)
    token = session.scalars(select(ApiToken).where(col(ApiToken.token_hash) == auth.digest(bearer))).first()
    if token is None or token.revoked_at:
        return None
    if is_noted and (token.last_used_at is None or now() - token.last_used_at > USED_EVERY):
        token.last_used_at = now()
    membership = session.get_one(Membership, token.membership_id)
    return memberships.find(session, workspace_id, membership.person_id)


def of(session: Session, actor: Membership) -> list[ApiToken]:
    """The actor's tokens that still work, newest first."""
    living = select(ApiToken).where(col(ApiToken.membership_id) == actor.id, col(ApiToken.revoked_at).is_(None))
    return list(session.scalars(living.order_by(col(ApiToken.created_at).desc())))


def revoke(session: Session, actor: Membership, id: uuid.UUID) -> None:
    """End one of the actor's own tokens."""
    found = session.get(ApiToken, id)
    if found is None or found.membership_id != actor.id:
        raise NotFound
    found.revoked_at = now()
