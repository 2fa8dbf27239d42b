"""Edit: one change of what is heard of a recording. The takes themselves never change, so each can be undone."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.models.base import WorkspaceRow, neighbour, timestamp


class EditKind(StrEnum):
    CUT = "cut"
    RETAKE = "retake"


class Edit(WorkspaceRow, table=True):
    """`without`: [[start_ms, end_ms], …] in source time (domain/timelines.py), what is no longer heard.

    A retake puts takes in its place: `takes_count` of them from `first_take` on, which have arrived at `arrived_at`.
    Until then nothing has changed. `said` is how the words began that are not heard any more.
    """

    __table_args__ = (
        neighbour("recording_id", "recording"),
        neighbour("edited_by", "membership"),
        UniqueConstraint("recording_id", "number"),
        CheckConstraint("kind in ('cut', 'retake')", name="kind"),
        CheckConstraint("(kind = 'retake') = (first_take is not null)", name="retake_has_takes"),
    )

    recording_id: uuid.UUID
    number: int = Field(ge=0)
    kind: EditKind = Field(sa_type=String)
    without: list[Any] = Field(default_factory=list, sa_type=JSONB)
    said: str = Field(default="", max_length=200)
    first_take: int | None = None
    takes_count: int | None = None
    edited_by: uuid.UUID
    arrived_at: datetime | None = timestamp()
    undone_at: datetime | None = timestamp()
