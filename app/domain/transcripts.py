"""Transcripts: what was said, as the model hears it, line by line while it is still listening.

Correcting by hand is domain/corrections.py, following an edit of the sound domain/transcript_moves.py.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col

from app.domain import timelines
from app.domain.timed_words import timed_words
from app.domain.timelines import Span
from app.models import Recording, Rendition, Segment, Track, Transcript
from app.models.base import loaded, now
from media.captions import Cue

# Shorter than this, nothing was said between what is known already.
STRETCH_MIN_MS = 400


@dataclass(frozen=True)
class Spoken:
    """A segment as the model gives it. `words`: [start_ms, end_ms, text, probability 0–1] each."""

    start_ms: int
    end_ms: int
    text: str
    language: str | None = None
    words: list[list[float | int | str]] = field(default_factory=list)


def begin(session: Session, recording: Recording, *, model: str) -> Transcript:
    """The transcript of this recording, to be written by this model.

    What another model wrote is dropped, but for the sentences that a person has put right: they stay, and are not
    listened to again.
    """
    transcript = session.scalars(select(Transcript).where(col(Transcript.recording_id) == recording.id)).first()
    if transcript is None:
        transcript = Transcript(workspace_id=recording.workspace_id, recording_id=recording.id, model=model)
        session.add(transcript)
    elif transcript.model != model:
        forget(session, recording, transcript)
        transcript.model = model
    transcript.finished_at = None
    session.flush()
    return transcript


def open_again(session: Session, recording: Recording) -> None:
    """Let the model listen again to all that nobody has put right."""
    transcript = session.scalars(select(Transcript).where(col(Transcript.recording_id) == recording.id)).first()
    if transcript is not None:
        forget(session, recording, transcript)
        transcript.finished_at = None
        transcript.version += 1
    session.flush()


def forget(session: Session, recording: Recording, transcript: Transcript) -> None:
    """Drop what no person has put right, so that it is listened to again."""
    heard_by_machine = delete_rows(Segment).where(col(Segment.transcript_id) == transcript.id)
    session.execute(heard_by_machine.where(col(Segment.corrected_at).is_(None)))
    kept = session.scalars(select(Segment).where(col(Segment.transcript_id) == transcript.id)).all()
    timeline = _timeline(session, recording)
    spans = [span for one in kept for span in timelines.to_source(timeline, one.start_ms, one.end_ms) if not one.cut_at]
    waiting = [(word[0], word[1]) for one in kept for word in one.cut_words.get("said", [])]
    transcript.listened = [list(span) for span in timelines.joined(sorted([*spans, *waiting]))]


def unheard(session: Session, recording: Recording, transcript: Transcript) -> list[Span]:
    """The stretches of what is heard today that the model has not listened to."""
    timeline, listened = _timeline(session, recording), timelines.spans(transcript.listened)
    return timelines.missing(timeline, listened, shortest_ms=STRETCH_MIN_MS)


def listened_to(session: Session, recording: Recording, transcript: Transcript, start_ms: int, end_ms: int) -> None:
    """The model has listened to this stretch of what is heard, and what it heard is saved."""
    new = timelines.to_source(_timeline(session, recording), start_ms, end_ms)
    transcript.listened = [
        list(span) for span in timelines.joined(sorted([*timelines.spans(transcript.listened), *new]))
    ]


def said_between(session: Session, recording: Recording, start_ms: int, end_ms: int) -> str:
    """The words in a stretch of what is heard."""
    transcript = of_recording(session, recording.id)
    words = [word for one in transcript.segments for word in timed_words(one)] if transcript else []
    return " ".join(word.text for word in words if start_ms <= (word.start_ms + word.end_ms) // 2 < end_ms)


def append(session: Session, transcript: Transcript, recording: Recording, spoken: Sequence[Spoken]) -> list[Segment]:
    """Add the next segments, in order."""
    already = select(func.max(Segment.number)).where(col(Segment.transcript_id) == transcript.id)
    last = session.scalars(already).one()
    first = 0 if last is None else last + 1
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


def _timeline(session: Session, recording: Recording) -> list[Span]:
    """What is heard of a recording; as long as its rendition where that was made before timelines were kept."""
    made = select(Rendition).where(col(Rendition.recording_id) == recording.id)
    rendition = session.scalars(made).one()
    return timelines.spans(rendition.timeline) or [(0, rendition.duration_ms)]


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
