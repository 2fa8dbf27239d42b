"""Term: a name or a word of the workspace's own that the speech model is told about."""

import uuid
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp

TERM_MAX_CHARS = 100


class Term(WorkspaceRow, table=True):
    """`segment_id`: the sentence whose correction taught it, None when somebody wrote it down. Removed ones stay."""

    __table_args__ = (
        addressable(),
        neighbour("taught_by", "membership", ondelete="SET NULL (taught_by)"),
        neighbour("segment_id", "segment", ondelete="SET NULL (segment_id)"),
        neighbour("removed_by", "membership", ondelete="SET NULL (removed_by)"),
        Index(
            "uq_term_living",
            "workspace_id",
            text("lower(spelling)"),
            unique=True,
            postgresql_where=text("removed_at is null"),
        ),
    )

    spelling: str = Field(max_length=TERM_MAX_CHARS)
    taught_by: uuid.UUID | None = Field(default=None, index=True)
    segment_id: uuid.UUID | None = Field(default=None, index=True)
    removed_by: uuid.UUID | None = Field(default=None, index=True)
    removed_at: datetime | None = timestamp()
