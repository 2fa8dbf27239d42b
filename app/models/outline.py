"""OutlineCard: what somebody means to say in a playlist, one card for each track to come."""

import uuid

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.models.base import WorkspaceRow, addressable, neighbour


class OutlineCard(WorkspaceRow, table=True):
    """`prompt` says what to speak about. The card is done while its track stands in the playlist; else it is open.

    Positions count from 0 without holes; the constraint is checked at commit.
    """

    __tablename__ = "outline_card"
    __table_args__ = (
        addressable(),
        neighbour("playlist_id", "playlist"),
        neighbour("track_id", "track", ondelete="SET NULL (track_id)"),
        UniqueConstraint("playlist_id", "position", deferrable=True, initially="DEFERRED"),
        UniqueConstraint("playlist_id", "track_id"),
    )

    playlist_id: uuid.UUID
    position: int = Field(ge=0)
    title: str = Field(max_length=200)
    prompt: str = Field(default="", max_length=2_000)
    track_id: uuid.UUID | None = Field(default=None, index=True)
