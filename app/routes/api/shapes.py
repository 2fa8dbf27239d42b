"""What the API's answers look like. Ids are opaque strings; times are UTC; lengths are milliseconds."""

import uuid
from datetime import datetime

from pydantic import BaseModel

from app.domain import failures
from app.models import Membership, Playlist, Recording, Track


class MemberShape(BaseModel):
    id: uuid.UUID
    name: str
    initials: str
    title: str
    role: str

    @classmethod
    def of(cls, member: Membership) -> "MemberShape":
        return cls(
            id=member.id,
            name=member.person.name,
            initials=member.person.initials,
            title=member.title,
            role=member.role,
        )


class TrackShape(BaseModel):
    """`reason` and `sentence` are set when processing failed; `progress` runs 0–1 over the whole way to ready."""

    id: uuid.UUID
    title: str
    author: MemberShape
    created_at: datetime
    updated_at: datetime
    version: int
    duration_ms: int | None
    status: str
    reason: str | None
    sentence: str | None
    progress: float

    @classmethod
    def of(cls, track: Track) -> "TrackShape":
        recording = track.recording
        return cls(
            id=track.id,
            title=track.title,
            author=MemberShape.of(track.author),
            created_at=track.created_at,
            updated_at=track.updated_at,
            version=track.version,
            duration_ms=recording.duration_ms,
            status=recording.status,
            reason=recording.reason,
            sentence=failures.sentence(recording.reason) if recording.reason else None,
            progress=recording.progress,
        )


class RecordingShape(BaseModel):
    """`parts` lists, for each take, the numbers of the parts that are safely stored; takes count from `first_take`."""

    id: uuid.UUID
    recording_id: uuid.UUID
    track_id: uuid.UUID
    status: str
    reason: str | None
    sentence: str | None
    progress: float
    eta_at: datetime | None
    size_bytes: int
    parts: dict[int, list[int]]
    first_take: int = 0

    @classmethod
    def of(cls, recording: Recording, parts: dict[int, list[int]]) -> "RecordingShape":
        return cls(
            id=recording.id,
            recording_id=recording.id,
            track_id=recording.track_id,
            status=recording.status,
            reason=recording.reason,
            sentence=failures.sentence(recording.reason) if recording.reason else None,
            progress=recording.progress,
            eta_at=recording.eta_at,
            size_bytes=recording.size_bytes,
            parts=parts,
        )


class PlaylistShape(BaseModel):
    id: uuid.UUID
    kind: str
    title: str
    description: str
    guidelines: str
    problem_track_id: uuid.UUID | None
    due_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, playlist: Playlist) -> "PlaylistShape":
        return cls.model_validate(playlist, from_attributes=True)
