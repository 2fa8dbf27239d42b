"""Thanks: what a listener gives back to a track in one tap: thanks, or that they used it."""

import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour
from app.models.workspace import Membership


class ThanksKind(StrEnum):
    THANKS = "thanks"
    USED = "used"


class Thanks(WorkspaceRow, table=True):
    """`text` may say in a sentence what it was used for."""

    __table_args__ = (
        addressable(),
        neighbour("track_id", "track"),
        neighbour("membership_id", "membership"),
        UniqueConstraint("track_id", "membership_id", "kind"),
        CheckConstraint("kind in ('thanks', 'used')", name="kind"),
    )

    track_id: uuid.UUID
    membership_id: uuid.UUID = Field(index=True)
    kind: ThanksKind = Field(default=ThanksKind.THANKS, sa_type=String)
    text: str = Field(default="", max_length=500)

    member: Membership = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Thanks.membership_id == Membership.id",
            "foreign_keys": "Thanks.membership_id",
            "viewonly": True,
        }
    )
