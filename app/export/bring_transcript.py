"""What was said in a track of an export, with its history; no model listens again."""

from typing import Any

from sqlmodel import Session

from app.export.bring_people import Team
from app.export.track_documents import SegmentDoc, TranscriptDoc
from app.models import Confirmation, Correction, Recording, Segment, Transcript

OF_PEOPLE = {"corrections", "confirmed"}


def bring_transcript(session: Session, team: Team, recording: Recording, told: TranscriptDoc) -> list[Segment]:
    """The segments, in the order they came."""
    own: dict[str, Any] = {"workspace_id": recording.workspace_id}
    transcript = Transcript(**own, recording_id=recording.id, **told.model_dump(exclude={"segments"}))
    session.add(transcript)
    session.flush()
    ids = {**own, "transcript_id": transcript.id, "track_id": recording.track_id}
    segments = [Segment(**ids, **one.model_dump(exclude=OF_PEOPLE)) for one in told.segments]
    session.add_all(segments)
    session.flush()
    for segment, one in zip(segments, told.segments, strict=True):
        _bring_history(session, team, segment, one)
    session.flush()
    return segments


def _bring_history(session: Session, team: Team, segment: Segment, told: SegmentDoc) -> None:
    own: dict[str, Any] = {"workspace_id": segment.workspace_id, "segment_id": segment.id}
    for one in told.corrections:
        changed = {**own, "text_before": one.before, "text_after": one.after, "created_at": one.at}
        session.add(Correction(**changed, corrected_by=team.member(one.by)))
    for word in told.confirmed:
        session.add(Confirmation(**own, confirmed_by=team.member(word.by), word=word.word))
