"""What the API tells of assignments. The hire's progress is among it only where the hire shares it with the reader."""

import uuid
from datetime import date, datetime

from pydantic import BaseModel

from app.domain.shared_progress import SharedProgress
from app.models import Assignment, HelpCall
from app.routes.api.shapes import MemberShape, PlaylistShape, TrackShape


class SharedProgressShape(BaseModel):
    """Which tracks the hire has heard. There is no telling when, how often or how far."""

    heard_track_ids: list[uuid.UUID]
    heard_count: int
    tracks_count: int

    @classmethod
    def of(cls, shared: SharedProgress) -> "SharedProgressShape":
        heard = [track.id for track in shared.tracks if track.id in shared.heard_ids]
        return cls(heard_track_ids=heard, heard_count=shared.heard_count, tracks_count=shared.tracks_count)


class AssignmentShape(BaseModel):
    """`progress` is for the mentor, and null unless the hire shares it. `due_on` is a suggestion, never a deadline."""

    id: uuid.UUID
    playlist: PlaylistShape
    hire: MemberShape
    mentor: MemberShape
    position: int
    due_on: date | None
    created_at: datetime
    is_progress_shared: bool
    progress: SharedProgressShape | None = None

    @classmethod
    def of(cls, assignment: Assignment, shared: SharedProgress | None = None) -> "AssignmentShape":
        return cls(
            id=assignment.id,
            playlist=PlaylistShape.of(assignment.playlist),
            hire=MemberShape.of(assignment.hire),
            mentor=MemberShape.of(assignment.mentor),
            position=assignment.position,
            due_on=assignment.due_on,
            created_at=assignment.created_at,
            is_progress_shared=assignment.progress_shared_at is not None,
            progress=SharedProgressShape.of(shared) if shared else None,
        )


class HelpCallShape(BaseModel):
    """`helped_at` is set once the mentor has answered, or helped otherwise."""

    id: uuid.UUID
    assignment_id: uuid.UUID
    track: TrackShape
    sentence: str
    answer: str
    created_at: datetime
    helped_at: datetime | None

    @classmethod
    def of(cls, call: HelpCall) -> "HelpCallShape":
        return cls(
            id=call.id,
            assignment_id=call.assignment_id,
            track=TrackShape.of(call.track),
            sentence=call.sentence,
            answer=call.answer,
            created_at=call.created_at,
            helped_at=call.helped_at,
        )
