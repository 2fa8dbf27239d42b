"""What an export consists of, as JSON documents. Times are UTC, spans and moments in milliseconds, ids opaque.

    manifest.json   people.json   groups.json   vocabulary.json   templates.json
    tracks/0001-how-we-bill/     track.json  listen.m4a  original-0.webm  waveform.json  transcript.vtt  transcript.txt
    playlists/0001-onboarding/   playlist.json  feed.xml  playlist.m3u8

Of a question without a name there is no author, and of its time the day. Passwords, links, tokens, and who has heard
what, are in none of them.
"""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.models import Contribution, EditKind, GroupKind, OutcomeResult, PlaylistKind, Right, Role, ThanksKind

FORMAT, VERSION = "lorecast-export", 1
MANIFEST, PEOPLE, GROUPS, VOCABULARY, TEMPLATES = (
    "manifest.json",
    "people.json",
    "groups.json",
    "vocabulary.json",
    "templates.json",
)
TRACK, PLAYLIST = "track.json", "playlist.json"


class Document(BaseModel):
    """Strict about names, so that a spelling mistake is not taken for nothing."""

    model_config = ConfigDict(extra="forbid")


class FileDoc(Document):
    """`file` stands beside the document that names it."""

    file: str
    size_bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class PlaceDoc(Document):
    """The workspace."""

    id: UUID
    name: str = Field(min_length=1, max_length=200)


class ManifestDoc(Document):
    """`files`: every other file with its sum. `left_out` says in sentences what is not in the export, and why."""

    format: str
    version: int
    lorecast: str
    exported_at: datetime
    workspace: PlaceDoc
    files: list[FileDoc]
    left_out: list[str]


class PersonDoc(Document):
    """A membership. `left_at`: since when they are no longer here."""

    id: UUID
    email: str = Field(max_length=254)
    name: str = Field(max_length=200)
    role: Role
    title: str = Field(max_length=200)
    superpowers: list[str]
    left_at: datetime | None


class GroupDoc(Document):
    id: UUID
    name: str = Field(max_length=200)
    kind: GroupKind
    members: list[UUID]


class TermDoc(Document):
    spelling: str = Field(max_length=100)
    taught_by: UUID | None


class CardDoc(Document):
    """What is to be said; `track` once it was."""

    title: str = Field(max_length=200)
    prompt: str = Field(max_length=2_000)
    track: UUID | None = None


class TemplateDoc(Document):
    id: UUID
    kind: PlaylistKind
    title: str = Field(max_length=200)
    description: str = Field(max_length=5_000)
    guidelines: str = Field(max_length=5_000)
    cards: list[CardDoc]
    created_by: UUID
    created_at: datetime


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


class RightDoc(Document):
    """For a member, for the members of a group, or, with neither, for everybody but guests."""

    right: Right
    member: UUID | None = None
    group: UUID | None = None


class ItemDoc(Document):
    track: UUID
    added_by: UUID
    contribution: Contribution | None
    accepted_at: datetime | None
    accepted_by: UUID | None


class OutcomeDoc(Document):
    track: UUID
    by: UUID
    result: OutcomeResult
    sentence: str = Field(max_length=500)
    voice_track: UUID | None
    created_at: datetime
    updated_at: datetime


class PlaylistDoc(Document):
    """`nameless_questions_since`: since when questions may be asked without a name. `cards` are its outline."""

    id: UUID
    kind: PlaylistKind
    title: str = Field(min_length=1, max_length=200)
    description: str = Field(max_length=5_000)
    guidelines: str = Field(max_length=5_000)
    problem_track: UUID | None
    due_at: datetime | None
    nameless_questions_since: datetime | None
    created_by: UUID
    created_at: datetime
    updated_at: datetime
    rights: list[RightDoc]
    items: list[ItemDoc]
    cards: list[CardDoc]
    outcomes: list[OutcomeDoc]
