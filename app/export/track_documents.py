"""A track of an export, as JSON documents: what was uploaded, what is heard of it, what was said, and by whom."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from app.export.documents import Document, FileDoc
from app.models import EditKind, ThanksKind


class TakeDoc(FileDoc):
    """One uninterrupted stretch of what was uploaded, byte for byte."""

    number: int = Field(ge=0)


class EditDoc(Document):
    """A cut or a retake, in source time: through all takes as they arrived."""

    number: int = Field(ge=0)
    kind: EditKind
    without: list[list[int]]
    said: str = Field(max_length=200)
    first_take: int | None
    takes_count: int | None
    edited_by: UUID
    created_at: datetime
    arrived_at: datetime
    undone_at: datetime | None


class WaveformDoc(Document):
    """`peaks`: one of 0–255 for each of equal stretches. `silences_ms`: [[start_ms, end_ms], …]."""

    peaks: list[Annotated[int, Field(ge=0, le=255)]]
    silences_ms: list[list[int]]


class ListenDoc(FileDoc):
    """What is listened to. `timeline`: which spans of the takes are heard, in order."""

    mime_type: str
    duration_ms: int = Field(ge=0)
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    timeline: list[list[int]]
    peaks: FileDoc | None


class CorrectionDoc(Document):
    by: UUID
    at: datetime
    before: str
    after: str


class ConfirmationDoc(Document):
    by: UUID
    word: str


class SegmentDoc(Document):
    """A sentence or so. `text` is what people read, `words` what the model heard: [start_ms, end_ms, text, 0–1].

    `cut_words` and `cut_at` tell what was cut out of the track, for an undo.
    """

    number: int = Field(ge=0)
    start_ms: int = Field(ge=0)
    end_ms: int = Field(ge=0)
    text: str
    language: str | None
    words: list[list[int | float | str]]
    cut_words: dict[str, Any] = {}
    cut_at: datetime | None = None
    corrected_at: datetime | None = None
    corrections: list[CorrectionDoc] = []
    confirmed: list[ConfirmationDoc] = []


class TranscriptDoc(Document):
    """`listened`: the spans of the takes that the model has listened to."""

    model: str
    language: str | None
    finished_at: datetime | None
    listened: list[list[int]]
    segments: list[SegmentDoc]


class NoteDoc(Document):
    """`at_ms` None: on the whole track. Without an `author` it was asked without a name."""

    id: UUID
    author: UUID | None
    parent: UUID | None
    voice_track: UUID | None
    at_ms: int | None
    text: str = Field(max_length=5_000)
    created_at: datetime
    edited_at: datetime | None


class ThanksDoc(Document):
    by: UUID
    kind: ThanksKind
    text: str = Field(max_length=500)
    created_at: datetime


class TrackDoc(Document):
    """`about`: the track that a voice note belongs to. `playlists`: whoever hears one of them hears this track."""

    id: UUID
    title: str = Field(min_length=1, max_length=200)
    titled_at: datetime | None
    author: UUID
    about: UUID | None
    created_at: datetime
    updated_at: datetime
    status: str
    reason: str | None
    mime_type: str = Field(max_length=200)
    source_sha256: str | None
    duration_ms: int | None
    uploaded_at: datetime | None
    repaired_at: datetime | None
    takes: list[TakeDoc]
    edits: list[EditDoc]
    listen: ListenDoc | None
    transcript: TranscriptDoc | None
    notes: list[NoteDoc]
    thanks: list[ThanksDoc]
    playlists: list[UUID]
