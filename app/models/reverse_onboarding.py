"""ReverseOnboarding: the day on which a hire is asked, in turn, for a playlist on what they know."""

import uuid
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp


class ReverseOnboarding(WorkspaceRow, table=True):
    """One for each hire. `asks_back_on` None: nobody asks.

    scheduled ─► asked (asked_at, request_id) ─► told (told_at: the team knows of playlist_id)
    """

    __tablename__ = "reverse_onboarding"
    __table_args__ = (
        addressable(),
        neighbour("hire_id", "membership"),
        neighbour("mentor_id", "membership"),
        neighbour("request_id", "request", ondelete="SET NULL (request_id)"),
        neighbour("playlist_id", "playlist", ondelete="SET NULL (playlist_id)"),
        UniqueConstraint("hire_id"),
    )

    hire_id: uuid.UUID
    mentor_id: uuid.UUID = Field(index=True)
    asks_back_on: date | None = None
    asked_at: datetime | None = timestamp()
    request_id: uuid.UUID | None = Field(default=None, index=True)
    playlist_id: uuid.UUID | None = Field(default=None, index=True)
    told_at: datetime | None = timestamp()
