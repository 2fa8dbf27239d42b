"""Transcript: the text of a recording by one model. Segment: a timed span of it. Correction: what a person changed."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp


class Transcript(WorkspaceRow, table=True):
    """`language` is the one most spoken (ISO 639-1); `finished_at` is empty while segments are still arriving.

    `listened`: [[start_ms, end_ms], …], the spans of the takes that the model has listened to, heard today or not.
    """

    __table_args__ = (addressable(), neighbour("recording_id", "recording"))

    recording_id: uuid.UUID = Field(unique=True)
    model: str
    language: str | None = Field(default=None, max_length=8)
    finished_at: datetime | None = timestamp()
    version: int = Field(default=1)
    listened: list[Any] = Field(default_factory=list, sa_type=JSONB)

    segments: list["Segment"] = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "and_(Transcript.id == Segment.transcript_id, Segment.cut_at.is_(None))",
            "foreign_keys": "Segment.transcript_id",
            "order_by": "Segment.start_ms, Segment.number",
            "viewonly": True,
        }
    )


class Segment(WorkspaceRow, table=True):
    """A sentence or so. `words`: [[start_ms, end_ms, text, probability], …], what the model heard, never rewritten.

    `text` is what people read and search: the model's, until somebody corrects it. Times are those of the rendition.
    `cut_words` keeps for an undo what was cut out of the track: {"said": [[start_ms, end_ms, text], …], "heard": …} in
    source time. Of a segment with a `cut_at` nothing is heard; it is in no transcript. `number` counts as they came.
    """

    __table_args__ = (
        addressable(),
        neighbour("transcript_id", "transcript"),
        neighbour("track_id", "track"),
        UniqueConstraint("transcript_id", "number"),
    )

    transcript_id: uuid.UUID
    track_id: uuid.UUID = Field(index=True)
    number: int = Field(ge=0)
    start_ms: int = Field(ge=0)
    end_ms: int = Field(ge=0)
    text: str
    language: str | None = Field(default=None, max_length=8)
    words: list[Any] = Field(default_factory=list, sa_type=JSONB)
    cut_words: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    cut_at: datetime | None = timestamp()
    corrected_at: datetime | None = timestamp()


class Correction(WorkspaceRow, table=True):
    """One change of one segment by one person: the history, and what a new transcription must not lose."""

    __table_args__ = (
        neighbour("segment_id", "segment"),
        neighbour("corrected_by", "membership"),
    )

    segment_id: uuid.UUID = Field(index=True)
    corrected_by: uuid.UUID
    text_before: str
    text_after: str
