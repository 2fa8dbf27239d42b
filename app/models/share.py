"""Share: a revocable link by which outsiders may listen to one playlist."""

import uuid
from datetime import datetime

from sqlmodel import Field

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp


class Share(WorkspaceRow, table=True):
    """Only the link's hash is kept. Without `expires_at` it lives until it is revoked."""

    __table_args__ = (
        addressable(),
        neighbour("playlist_id", "playlist"),
        neighbour("created_by", "membership"),
    )

    playlist_id: uuid.UUID = Field(index=True)
    created_by: uuid.UUID
    token_hash: str = Field(unique=True)
    password_hash: str | None = None
    expires_at: datetime | None = timestamp()
    revoked_at: datetime | None = timestamp()
    opened_at: datetime | None = timestamp()
