"""Workspace: a team's private space. Membership: a person's place and role in it. Invitation: a membership offered."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlmodel import Field, Relationship

from app.models.base import Row, WorkspaceRow, addressable, neighbour, timestamp
from app.models.person import Person


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"


ROLE_CHECK = "role in ('owner', 'admin', 'member', 'guest')"


class Workspace(Row, table=True):
    """A team. Into one with a `deleted_at` nobody gets; `undo_hash` belongs to the link that brings it back."""

    name: str = Field(max_length=200)
    deleted_at: datetime | None = timestamp()
    undo_hash: str | None = None


class Membership(WorkspaceRow, table=True):
    """A person in a workspace. A deactivated one keeps its tracks and its name, and may do nothing.

    `superpowers`: what they know, love and others need, one a line. `digest_off_at`: since when no digest is mailed.
    `erased_at`: since when nothing that they said is to be kept; their tracks go with the next purge.
    """

    __table_args__ = (
        UniqueConstraint("workspace_id", "person_id"),
        addressable(),
        CheckConstraint(ROLE_CHECK, name="role"),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id", ondelete="CASCADE", index=True)
    role: Role = Field(default=Role.MEMBER, sa_type=String)
    title: str = Field(default="", max_length=200)
    superpowers: str = Field(default="", max_length=1_000)
    digest_off_at: datetime | None = timestamp()
    deactivated_at: datetime | None = timestamp()
    erased_at: datetime | None = timestamp()

    person: Person = Relationship(sa_relationship_kwargs={"lazy": "joined", "innerjoin": True})

    @property
    def is_guest(self) -> bool:
        return self.role == Role.GUEST

    @property
    def is_admin(self) -> bool:
        return self.role in (Role.OWNER, Role.ADMIN)


class Invitation(WorkspaceRow, table=True):
    """A membership offered by a link. The first owner's invitation has no inviter."""

    __table_args__ = (
        neighbour("invited_by", "membership", ondelete="CASCADE"),
        CheckConstraint(ROLE_CHECK, name="role"),
    )

    token_hash: str = Field(unique=True)
    role: Role = Field(default=Role.MEMBER, sa_type=String)
    email: str | None = Field(default=None, max_length=254)
    invited_by: uuid.UUID | None = None
    expires_at: datetime = timestamp(default_now=True)
    accepted_at: datetime | None = timestamp()
    revoked_at: datetime | None = timestamp()


class ApiToken(WorkspaceRow, table=True):
    """A bearer token of one membership. Only its hash is kept."""

    __tablename__ = "api_token"
    __table_args__ = (neighbour("membership_id", "membership"),)

    membership_id: uuid.UUID
    token_hash: str = Field(unique=True)
    name: str = Field(default="", max_length=200)
    last_used_at: datetime | None = timestamp()
    revoked_at: datetime | None = timestamp()
