"""Rendition: an encoding made for listening, in S3. Waveform: the peaks to draw, small enough to live in the row."""

import uuid
from typing import Any

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.models.base import WorkspaceRow, neighbour


class Rendition(WorkspaceRow, table=True):
    """AAC-LC in m4a. A later attempt at the same recording replaces the row and its key.

    `timeline`: [[start_ms, end_ms], …], the spans of the takes that are heard in it (domain/timelines.py).
    """

    __table_args__ = (neighbour("recording_id", "recording"),)

    recording_id: uuid.UUID = Field(unique=True)
    key: str
    mime_type: str = Field(default="audio/mp4")
    size_bytes: int = Field(sa_type=BigInteger)
    sha256: str = Field(max_length=64)
    duration_ms: int
    loudness_lufs: float | None = None
    true_peak_dbtp: float | None = None
    timeline: list[Any] = Field(default_factory=list, sa_type=JSONB)


class Waveform(WorkspaceRow, table=True):
    """`peaks`: one byte a bucket, 0–255. `silences`: [[start_ms, end_ms], …] in the rendition's time."""

    __table_args__ = (neighbour("recording_id", "recording"),)

    recording_id: uuid.UUID = Field(unique=True)
    peaks: bytes = Field(sa_type=LargeBinary)
    silences: list[Any] = Field(default_factory=list, sa_type=JSONB)
