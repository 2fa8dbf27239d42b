"""What an export consists of, as JSON documents. Times are UTC, spans and moments in milliseconds, ids opaque.

    manifest.json   people.json   groups.json   vocabulary.json   templates.json
    tracks/0001-how-we-bill/     track.json  listen.m4a  original-0.webm  waveform.json  transcript.vtt  transcript.txt
    playlists/0001-onboarding/   playlist.json  feed.xml  playlist.m3u8

Of a question without a name there is no author, and of its time the day. Passwords, links, tokens, and who has heard
what, are in none of them. Those of tracks are in track_documents.py.
"""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.models import Contribution, GroupKind, OutcomeResult, PlaylistKind, Right, Role

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
