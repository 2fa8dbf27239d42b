"""Listen: how far one member has heard one track. It belongs to the listener; nobody else's page shows it."""

import uuid
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.models.base import WorkspaceRow, neighbour, timestamp


class Listen(WorkspaceRow, table=True):
    """`client_time` is the listening device's clock at the position: an older one never beats a newer one."""

    __table_args__ = (
        neighbour("membership_id", "membership"),
        neighbour("track_id", "track"),
        UniqueConstraint("membership_id", "track_id"),
    )

    membership_id: uuid.UUID
    track_id: uuid.UUID = Field(index=True)
    position_ms: int = Field(ge=0)
    client_time: datetime = timestamp(default_now=True)
    session_id: str = Field(default="", max_length=100)
    updated_at: datetime = timestamp(default_now=True)
    heard_at: datetime | None = timestamp()
