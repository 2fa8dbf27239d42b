"""Digest: the email of one day to one member about what they have not read.

begun_at set, sent_at empty   on its way, or its worker died: not sent again that day
both empty                    refused by the mail server: tried again from `again_at` on
sent_at set                   the mail server has taken it
"""

import uuid
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp


class Digest(WorkspaceRow, table=True):
    """`attempt` counts tries; `token_hash` belongs to the link in this mail that ends all digests."""

    __table_args__ = (
        addressable(),
        neighbour("membership_id", "membership"),
        UniqueConstraint("membership_id", "day"),
    )

    membership_id: uuid.UUID
    day: date
    attempt: int = Field(default=1)
    token_hash: str = Field(unique=True)
    begun_at: datetime | None = timestamp()
    again_at: datetime | None = timestamp()
    sent_at: datetime | None = timestamp()
