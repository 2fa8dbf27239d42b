"""Moves: when a recording is heard differently, all that is pinned to a moment of it moves along.

Called in the transaction that replaces the rendition, so that times always fit what is heard.
"""

from collections.abc import Callable

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import timelines, transcript_moves
from app.domain.timelines import Spans
from app.models import Listen, Note, Recording


def move(session: Session, recording: Recording, before: Spans, after: Spans) -> None:
    """Transcript, notes and places, from one timeline to another; does nothing when they are the same."""
    transcript_moves.move(session, recording, before, after)
    if before and list(before) != list(after):
        _move_pins(session, recording, lambda at_ms: timelines.moved(before, after, at_ms))


def _move_pins(session: Session, recording: Recording, moved: Callable[[int], int]) -> None:
    pinned = select(Note).where(col(Note.track_id) == recording.track_id, col(Note.at_ms).is_not(None))
    for note in session.scalars(pinned):
        note.at_ms = moved(note.at_ms or 0)
    for listen in session.scalars(select(Listen).where(col(Listen.track_id) == recording.track_id)):
        listen.position_ms = moved(listen.position_ms)
    session.flush()
