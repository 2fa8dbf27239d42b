"""Records the story's tracks the way a browser does: a recording is begun, its parts are received, it is completed.

The real worker does the rest. Interrupted anywhere, the same call goes on from there.
"""

import hashlib
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from sqlmodel import Session

from app import db
from app.demo.sounds import Sound
from app.demo.story import Piece
from app.domain import parts, recordings
from app.models import Membership, Recording, RecordingStatus, Track
from app.models.base import now
from app.objects import objects

PART_BYTES = 256 * 1024


def record(author: Membership, piece: Piece, sound: Callable[[], Sound], *, place: int = 0) -> tuple[Recording, bool]:
    """The recording of this piece, sent and complete, and whether anything had to be done for it.

    `place` in the story keeps tracks of one day in order.
    """
    with _scope(author) as session:
        known = recordings.find_by_source(session, author, _source(piece))
    if known is not None and known.status != RecordingStatus.UPLOADING:
        return known, False
    made = sound()
    recording = known or begin(author, piece, made.mime_type, place=place)
    counts = [_send(author, recording.id, take, body) for take, body in enumerate(made.takes)]
    with _scope(author) as session:
        return recordings.complete(session, recordings.get(session, author, recording.id), counts), True


def leave_unfinished(author: Membership, piece: Piece, sound: Callable[[], Sound]) -> bool:
    """Begin a recording and send its first part only; whether that had to be done."""
    with _scope(author) as session:
        if recordings.find_by_source(session, author, _source(piece)) is not None:
            return False
    made = sound()
    recording = begin(author, piece, made.mime_type)
    _send(author, recording.id, 0, made.takes[0][:PART_BYTES])
    return True


def begin(author: Membership, piece: Piece, mime_type: str, *, place: int = 0) -> Recording:
    """A recording whose track is as old as the story says."""
    with _scope(author) as session:
        recording = recordings.begin(
            session, author, mime_type=mime_type, title=piece.title, source_sha256=_source(piece)
        )
        track = session.get_one(Track, recording.track_id)
        track.created_at = track.updated_at = now() - timedelta(days=piece.days_ago, minutes=60 - place)
    return recording


def _send(author: Membership, recording_id: uuid.UUID, take: int, body: bytes) -> int:
    """Send a take in parts and say how many there are; parts that are there already are simply sent again."""
    blocks = [body[start : start + PART_BYTES] for start in range(0, len(body), PART_BYTES)]
    for number, block in enumerate(blocks):
        with _scope(author) as session:
            mine = recordings.get(session, author, recording_id)
            parts.receive(session, objects(), mine, take=take, number=number, body=block, sha256=None)
    return len(blocks)


def _source(piece: Piece) -> str:
    """What a demo track is made from is its text."""
    return hashlib.sha256(f"{piece.title}\n{piece.text}".encode()).hexdigest()


def _scope(author: Membership) -> AbstractContextManager[Session]:
    return db.transaction(author.workspace_id, person_id=author.person_id)
