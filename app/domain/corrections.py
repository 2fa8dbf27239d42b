"""Corrections: a person puts right what the model misheard. Timings stay, and nothing is overwritten for good."""

import uuid

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import passages, tracks
from app.errors import Conflict, Invalid, NotFound, StaleVersion
from app.models import Correction, Membership, Segment, Track, Transcript
from app.models.base import now

TEXT_MAX_CHARS = 2_000


def get_segment(session: Session, actor: Membership, id: uuid.UUID) -> Segment:
    """A segment of a track the actor may hear."""
    segment = session.get(Segment, id)
    if segment is None or segment.workspace_id != actor.workspace_id or segment.cut_at:
        raise NotFound
    tracks.get(session, actor, segment.track_id)
    return segment


def correct(
    session: Session, actor: Membership, segment: Segment, *, text: str, text_before: str | None = None
) -> Segment:
    """Set what was really said. Raises StaleVersion, with the `current` text, when that is not `text_before`."""
    tracks.require_edit(actor, tracks.get(session, actor, segment.track_id))
    text = _checked(text)
    session.refresh(segment, with_for_update=True)
    if text_before is not None and text_before != segment.text:
        raise StaleVersion(_who_was_faster(session, segment), current=segment.text)
    if text != segment.text:
        _change(session, actor, segment, text)
    return segment


def require_version(session: Session, transcript: Transcript, version: int | None) -> None:
    """Lock the transcript, and raise StaleVersion when `version` is not the current one."""
    session.refresh(transcript, ["version"], with_for_update={"of": Transcript})
    if version is not None and version != transcript.version:
        raise StaleVersion


def undo(session: Session, actor: Membership, segment: Segment, *, correction_id: uuid.UUID | None = None) -> Segment:
    """Go back one correction; the history keeps both. Raises StaleVersion when `correction_id` is not the last one."""
    tracks.require_edit(actor, tracks.get(session, actor, segment.track_id))
    session.refresh(segment, with_for_update=True)
    last = next(iter(history(session, segment)), None)
    if last is None:
        raise Conflict("This sentence has not been corrected.")
    if correction_id not in (None, last.id):
        raise StaleVersion(_who_was_faster(session, segment), current=segment.text)
    _change(session, actor, segment, last.text_before)
    return segment


def history(session: Session, segment: Segment) -> list[Correction]:
    """Every change of the segment, newest first."""
    changes = select(Correction).where(col(Correction.segment_id) == segment.id)
    return list(session.scalars(changes.order_by(col(Correction.created_at).desc())))


def _who_was_faster(session: Session, segment: Segment) -> str:
    last = next(iter(history(session, segment)), None)
    if last is None:
        return "This sentence was written down anew while you were editing."
    name = session.get_one(Membership, last.corrected_by).person.name
    return f"{name} changed this sentence while you were editing."


def _change(session: Session, actor: Membership, segment: Segment, text: str) -> None:
    session.add(
        Correction(
            workspace_id=segment.workspace_id,
            segment_id=segment.id,
            corrected_by=actor.id,
            text_before=segment.text,
            text_after=text,
        )
    )
    segment.text, segment.corrected_at = text, now()
    transcript = session.get_one(Transcript, segment.transcript_id)
    transcript.version += 1
    session.flush()
    passages.refresh(session, session.get_one(Track, segment.track_id))


def _checked(text: str) -> str:
    text = " ".join(text.replace("\0", " ").split())
    if not text or len(text) > TEXT_MAX_CHARS:
        raise Invalid(f"Please write what was said, in at most {TEXT_MAX_CHARS} characters.", field="text")
    return text
