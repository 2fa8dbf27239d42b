"""Transcripts: what was said, as the model hears it, line by line while it is still listening.

Correcting by hand is domain/corrections.py.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col

from app.models import Recording, Segment, Track, Transcript
from app.models.base import loaded, now
from media.captions import Cue


@dataclass(frozen=True)
class Spoken:
    """A segment as the model gives it. `words`: [start_ms, end_ms, text, probability 0–1] each."""

    start_ms: int
    end_ms: int
    text: str
    language: str | None = None
    words: list[list[float | int | str]] = field(default_factory=list)


def begin(session: Session, recording: Recording, *, model: str) -> Transcript:
    """An empty transcript for this recording; what an earlier attempt left is dropped."""
    session.execute(delete_rows(Transcript).where(col(Transcript.recording_id) == recording.id))
    transcript = Transcript(workspace_id=recording.workspace_id, recording_id=recording.id, model=model)
    session.add(transcript)
    session.flush()
    return transcript


def append(session: Session, transcript: Transcript, recording: Recording, spoken: Sequence[Spoken]) -> list[Segment]:
    """Add the next segments, in order."""
    already = select(func.count()).select_from(Segment).where(col(Segment.transcript_id) == transcript.id)
    first = session.scalars(already).one()
    segments = [_segment(transcript, recording, first + index, one) for index, one in enumerate(spoken)]
    session.add_all(segments)
    session.flush()
    return segments


def finish(session: Session, transcript: Transcript, *, language: str | None) -> None:
    """Nothing more will come. `language` is the one most spoken, None when nothing was said."""
    transcript.language, transcript.finished_at = language, now()
    session.add(transcript)


def of(session: Session, track: Track) -> Transcript | None:
    """The transcript so far of a track the caller may hear; None before the model has begun."""
    return session.scalars(
        select(Transcript)
        .join(Recording, col(Recording.id) == Transcript.recording_id)
        .where(col(Recording.track_id) == track.id)
        .options(selectinload(loaded(Transcript.segments)))
        .execution_options(populate_existing=True)
    ).first()


def of_recording(session: Session, recording_id: uuid.UUID) -> Transcript | None:
    """For the worker: the transcript with its segments."""
    whole = select(Transcript).options(selectinload(loaded(Transcript.segments)))
    return session.scalars(whole.where(col(Transcript.recording_id) == recording_id)).first()


def cues(transcript: Transcript, speaker: str) -> list[Cue]:
    """The transcript as captions."""
    return [Cue(segment.start_ms, segment.end_ms, segment.text, speaker) for segment in transcript.segments]


def _segment(transcript: Transcript, recording: Recording, number: int, spoken: Spoken) -> Segment:
    return Segment(
        workspace_id=transcript.workspace_id,
        transcript_id=transcript.id,
        track_id=recording.track_id,
        number=number,
        start_ms=spoken.start_ms,
        end_ms=max(spoken.end_ms, spoken.start_ms),
        text=spoken.text,
        language=spoken.language,
        words=spoken.words,
    )
