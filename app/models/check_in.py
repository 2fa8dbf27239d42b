"""CheckIn: two members, or one member and a group, meet on a day over topics. Only they see it."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.group import Group
from app.models.workspace import Membership


class CheckIn(WorkspaceRow, table=True):
    """`topics` stand one on a line; `notes` are what is left afterwards. `version` counts edits of either.

    `follows_id` is the check-in at which this one was agreed: each is followed by one at most.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        addressable(),
        neighbour("created_by", "membership"),
        neighbour("invited_id", "membership"),
        neighbour("group_id", "group"),
        neighbour("follows_id", "check_in", ondelete="SET NULL (follows_id)"),
        CheckConstraint("(invited_id is null) <> (group_id is null)", name="one"),
        CheckConstraint("created_by <> invited_id", name="two"),
    )

    created_by: uuid.UUID = Field(index=True)
    invited_id: uuid.UUID | None = Field(default=None, index=True)
    group_id: uuid.UUID | None = Field(default=None, index=True)
    follows_id: uuid.UUID | None = Field(default=None, unique=True)
    held_on: date
    topics: str = Field(default="", max_length=5_000)
    notes: str = Field(default="", max_length=10_000)
    version: int = Field(default=1)
    done_at: datetime | None = timestamp()
    removed_at: datetime | None = timestamp()

    creator: Membership = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "CheckIn.created_by == Membership.id",
            "foreign_keys": "CheckIn.created_by",
            "viewonly": True,
        }
    )
    invited: Membership | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "CheckIn.invited_id == Membership.id",
            "foreign_keys": "CheckIn.invited_id",
            "viewonly": True,
        }
    )
    group: Group | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "CheckIn.group_id == Group.id",
            "foreign_keys": "CheckIn.group_id",
            "viewonly": True,
        }
    )
