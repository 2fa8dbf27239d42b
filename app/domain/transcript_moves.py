"""Moving a transcript to another timeline: its words keep their moment of the recording, corrections included.

A word is heard when its middle is. What is not heard any more waits in its segment, in source time, and comes back with
an undo; nothing has to be listened to again.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.domain import timelines
from app.domain.timed_words import timed_words
from app.domain.timelines import Spans
from app.models import Recording, Segment, Transcript
from app.models.base import now

SPOKEN_MAX_MS = 300
# [start_ms, end_ms, text, …], in source time here.
Word = list[Any]


def move(session: Session, recording: Recording, before: Spans, after: Spans) -> None:
    """Brings the transcript, if there is one, from one timeline to the other."""
    transcript = session.scalars(select(Transcript).where(col(Transcript.recording_id) == recording.id)).first()
    if transcript is None:
        return
    if not before:
        # Timelines were not kept yet: what was finished was made of the same sound.
        transcript.listened = [list(span) for span in after] if transcript.finished_at else []
    elif list(before) != list(after):
        _move(session, transcript, before, after)


def _move(session: Session, transcript: Transcript, before: Spans, after: Spans) -> None:
    every = select(Segment).where(col(Segment.transcript_id) == transcript.id).with_for_update()
    number = session.scalars(select(func.max(Segment.number)).where(col(Segment.transcript_id) == transcript.id)).one()
    for segment in session.scalars(every).all():
        for split in _place(segment, before, after):
            number = (number or 0) + 1
            session.add(_beside(segment, number, split))
    transcript.version += 1
    session.flush()


def _place(segment: Segment, before: Spans, after: Spans) -> list[dict[str, Any]]:
    """Gives the segment what is heard of it; returns the rest where something else is heard in between."""
    said, heard = _in_source(segment, before)
    runs = [list(run) for _, run in groupby(_numbered(said, after), key=lambda pair: pair[0])]
    segment.cut_words = {}
    gone = {"said": _gone(said, after), "heard": _gone(heard, after)}
    if gone["said"]:
        segment.cut_words = gone
    if not runs:
        segment.cut_at = now()
        return []
    pieces = [_piece([word for _, word in run], heard, after, is_only=len(runs) == 1) for run in runs]
    segment.cut_at = None
    if gone["said"] or len(pieces) > 1 or len(pieces[0]["text"].split()) != len(segment.text.split()):
        segment.text = pieces[0]["text"]
    segment.start_ms, segment.end_ms, segment.words = (pieces[0][key] for key in ("start_ms", "end_ms", "words"))
    return pieces[1:]


def _in_source(segment: Segment, before: Spans) -> tuple[list[Word], list[Word]]:
    """The words as they are read, and as the model heard them."""
    waiting = segment.cut_words or {}
    if segment.cut_at is not None:
        return waiting.get("said", []), waiting.get("heard", [])
    read = [[word.start_ms, word.end_ms, word.text] for word in timed_words(segment)]
    said = [_to_source(word, before) for word in read] + waiting.get("said", [])
    heard = [_to_source(word, before) for word in segment.words] + waiting.get("heard", [])
    return sorted(said, key=lambda word: word[0]), sorted(heard, key=lambda word: word[0])


def _to_source(word: Word, before: Spans) -> Word:
    """By its moment: its ends may reach over a joint."""
    found = timelines.to_source(before, _moment(word), _moment(word) + 1)
    by_ms = (found[0][0] if found else before[-1][1] - 1) - _moment(word)
    return [int(word[0]) + by_ms, int(word[1]) + by_ms, *word[2:]]


def _numbered(said: list[Word], after: Spans) -> Iterator[tuple[int, Word]]:
    """The words that are heard, numbered so that a new number begins where something else is heard in between."""
    run, last = 0, None
    for word in said:
        place = _piece_of(word, after)
        if place is None:
            continue
        if last is not None and place not in (last, last + 1):
            run += 1
        last = place
        yield run, word


def _piece(said: list[Word], heard: list[Word], after: Spans, *, is_only: bool) -> dict[str, Any]:
    """What a segment is made of: text, times and the model's words, in heard time."""
    times = [_heard_span(word, after) for word in said]
    own = heard if is_only else [one for one in heard if said[0][0] <= _moment(one) < said[-1][1]]
    inside = [one for one in own if _piece_of(one, after) is not None]
    return {
        "text": " ".join(str(word[2]) for word in said),
        "start_ms": times[0][0],
        "end_ms": max(times[-1][1], times[0][0]),
        "words": [[*_heard_span(one, after), *one[2:]] for one in inside],
    }


def _heard_span(word: Word, after: Spans) -> tuple[int, int]:
    by_ms = (timelines.to_heard(after, _moment(word)) or 0) - _moment(word)
    return max(int(word[0]) + by_ms, 0), max(int(word[1]) + by_ms, 0)


def _gone(words: list[Word], after: Spans) -> list[Word]:
    return [word for word in words if _piece_of(word, after) is None]


def _piece_of(word: Word, after: Spans) -> int | None:
    return next((place for place, (start, end) in enumerate(after) if start <= _moment(word) < end), None)


def _moment(word: Word) -> int:
    """The middle of a word, or of its beginning: the end of one before a pause is that of the pause."""
    return int(word[0]) + min(int(word[1]) - int(word[0]), SPOKEN_MAX_MS) // 2


def _beside(segment: Segment, number: int, piece: dict[str, Any]) -> Segment:
    return Segment(
        workspace_id=segment.workspace_id,
        transcript_id=segment.transcript_id,
        track_id=segment.track_id,
        number=number,
        language=segment.language,
        corrected_at=segment.corrected_at,
        **piece,
    )
