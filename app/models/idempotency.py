"""IdempotentReply: what was answered to an Idempotency-Key, so that a repeated POST gets the same answer."""

import uuid
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.models.base import WorkspaceRow, neighbour


class IdempotentReply(WorkspaceRow, table=True):
    """Kept for a day; `request_sha256` tells a repeat from another request under the same key."""

    __tablename__ = "idempotent_reply"
    __table_args__ = (neighbour("membership_id", "membership"), UniqueConstraint("membership_id", "key"))

    membership_id: uuid.UUID
    key: str = Field(max_length=200)
    request_sha256: str = Field(max_length=64)
    status: int
    body: dict[str, Any] = Field(sa_type=JSONB)
