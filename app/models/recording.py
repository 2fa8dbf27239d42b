"""Recording: the uploaded original of a track, immutable, made of Takes, each made of numbered Parts.

    uploading → uploaded → playable → ready
        any of them → failed(reason), the original kept; Retry goes back to uploaded or playable

Only domain/recordings.py moves `status`.
"""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Optional

from sqlalchemy import BigInteger, CheckConstraint, String, UniqueConstraint
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.rendition import Rendition, Waveform


class RecordingStatus(StrEnum):
    UPLOADING = "uploading"
    UPLOADED = "uploaded"
    PLAYABLE = "playable"
    READY = "ready"
    FAILED = "failed"


class Recording(WorkspaceRow, table=True):
    """`reason` is a code of media/errors.py or domain/failures.py; `progress` runs 0–1 over the whole way to ready."""

    __table_args__ = (
        addressable(),
        neighbour("track_id", "track"),
        CheckConstraint("status in ('uploading', 'uploaded', 'playable', 'ready', 'failed')", name="status"),
        CheckConstraint("(status = 'failed') = (reason is not null)", name="failed_has_reason"),
    )

    track_id: uuid.UUID = Field(unique=True)
    status: RecordingStatus = Field(default=RecordingStatus.UPLOADING, sa_type=String, index=True)
    reason: str | None = None
    mime_type: str = Field(default="", max_length=200)
    source_sha256: str | None = Field(default=None, max_length=64, index=True)
    size_bytes: int = Field(default=0, sa_type=BigInteger)
    duration_ms: int | None = None
    progress: float = Field(default=0.0)
    eta_at: datetime | None = timestamp()
    repaired_at: datetime | None = timestamp()
    uploaded_at: datetime | None = timestamp()
    playable_at: datetime | None = timestamp()
    ready_at: datetime | None = timestamp()

    rendition: Optional["Rendition"] = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "uselist": False,
            "primaryjoin": "Recording.id == Rendition.recording_id",
            "foreign_keys": "Rendition.recording_id",
            "viewonly": True,
        }
    )
    waveform: Optional["Waveform"] = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "uselist": False,
            "primaryjoin": "Recording.id == Waveform.recording_id",
            "foreign_keys": "Waveform.recording_id",
            "viewonly": True,
        }
    )

    @property
    def is_playable(self) -> bool:
        """Whether it can be heard: a transcript that failed does not take the sound away."""
        return self.playable_at is not None

    @property
    def is_settled(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.status in (RecordingStatus.READY, RecordingStatus.FAILED)


class Take(WorkspaceRow, table=True):
    """One uninterrupted stretch of recording: its parts, joined, are one media file. Rows appear at completion."""

    __table_args__ = (neighbour("recording_id", "recording"), UniqueConstraint("recording_id", "number"))

    recording_id: uuid.UUID
    number: int = Field(ge=0)
    parts_count: int = Field(ge=1)
    size_bytes: int = Field(sa_type=BigInteger)


class Part(WorkspaceRow, table=True):
    """A stored piece of a take. The row is written only after S3 has acknowledged the object."""

    __table_args__ = (neighbour("recording_id", "recording"), UniqueConstraint("recording_id", "take", "number"))

    recording_id: uuid.UUID
    take: int = Field(ge=0)
    number: int = Field(ge=0)
    size_bytes: int = Field(ge=1)
    sha256: str = Field(max_length=64)
    key: str
