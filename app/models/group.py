"""Group: a set of members, such as a department or peers who learn together. GroupMember: somebody's place in one."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlmodel import Field

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp


class GroupKind(StrEnum):
    DEPARTMENT = "department"
    PEERS = "peers"


class Group(WorkspaceRow, table=True):
    """Two living groups of a workspace never share a name; the index that holds it is in the migration."""

    __table_args__ = (addressable(), CheckConstraint("kind in ('department', 'peers')", name="kind"))

    name: str = Field(max_length=200)
    kind: GroupKind = Field(default=GroupKind.DEPARTMENT, sa_type=String)
    deleted_at: datetime | None = timestamp()


class GroupMember(WorkspaceRow, table=True):
    __tablename__ = "group_member"
    __table_args__ = (
        neighbour("group_id", "group"),
        neighbour("membership_id", "membership"),
        UniqueConstraint("group_id", "membership_id"),
    )

    group_id: uuid.UUID
    membership_id: uuid.UUID = Field(index=True)
