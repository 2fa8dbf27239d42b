"""The desk where a track is edited: what was done, where that is heard, and what can be undone and done again."""

import uuid
from dataclasses import dataclass

from sqlmodel import Session

from app.domain import edits, recordings, timelines, tracks
from app.domain.timelines import Span
from app.models import Edit, Membership, RecordingStatus, Track

# Joints are moved to quiet places; this much further than a cut was asked for, at most.
JOINT_NEARBY_MS = 100


@dataclass(frozen=True)
class Desk:
    """`places`: where the edits that are in effect are heard, in ms. `undoes`, `redoes`: what that would change."""

    edits: list[Edit]
    places: dict[uuid.UUID, int]
    is_being_made: bool
    undoes: Edit | None
    redoes: Edit | None


def of(session: Session, actor: Membership, track: Track) -> Desk:
    """The edits of a track that the actor may edit; retakes that have not arrived are left out."""
    tracks.require_edit(actor, track)
    made = [edit for edit in edits.of(session, track.recording) if edit.arrived_at]
    timeline = recordings.timeline(session, track.recording)
    return Desk(
        edits=made,
        places={edit.id: _place(timeline, edit) for edit in made if not edit.undone_at},
        is_being_made=track.recording.status == RecordingStatus.UPLOADED,
        undoes=edits.last(made),
        redoes=edits.next_undone(made),
    )


def _place(timeline: list[Span], edit: Edit) -> int:
    """Right behind what stood before it; at the end where it took nothing away."""
    if not edit.without:
        return timelines.length_ms(timeline)
    asked_ms = timelines.spans(edit.without)[0][0] + JOINT_NEARBY_MS
    ends = [(end, timelines.length_ms(timeline[: place + 1])) for place, (_, end) in enumerate(timeline)]
    return max((one for one in ends if one[0] <= asked_ms), default=(0, 0))[1]
