"""Doubtful words: what the model was unsure of in a track, and saying that it is right."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import corrections, doubtful_words, tracks, transcripts
from app.errors import NotFound
from app.models import Membership, Segment

router = APIRouter(prefix="/tracks/{id}", tags=["transcripts"])


class DoubtfulWordShape(BaseModel):
    """`word`: as the model heard it. `start` and `end`: where it stands in the segment's text, in characters."""

    segment_id: uuid.UUID
    word: str
    start: int
    end: int
    start_ms: int
    end_ms: int


class DoubtfulWordsShape(BaseModel):
    words: list[DoubtfulWordShape]


class Settled(BaseModel):
    segment_id: uuid.UUID
    word: str = Field(max_length=1_000)


@router.get("/doubtful-words")
def index(id: Id, session: Db, actor: Actor) -> DoubtfulWordsShape:
    """What nobody has settled yet, in the order it is said; for whoever may correct the track."""
    return _left(session, actor, id)


@router.put("/confirmations")
def confirm(id: Id, sent: Settled, session: Db, actor: Actor) -> DoubtfulWordsShape:
    """Say that a word is right, for everybody. Answers with what is left; 409 when the sentence no longer has it."""
    doubtful_words.confirm(session, actor, _segment(session, actor, id, sent.segment_id), sent.word)
    return _left(session, actor, id)


@router.delete("/confirmations/{segment_id}")
def withdraw(
    id: Id, segment_id: uuid.UUID, session: Db, actor: Actor, word: Annotated[str, Query(max_length=1_000)] = ""
) -> DoubtfulWordsShape:
    """Doubt a word again. Answers with what is left; twice is once."""
    doubtful_words.withdraw(session, actor, _segment(session, actor, id, segment_id), word)
    return _left(session, actor, id)


def _segment(session: Db, actor: Membership, track_id: uuid.UUID, id: uuid.UUID) -> Segment:
    segment = corrections.get_segment(session, actor, id)
    if segment.track_id != track_id:
        raise NotFound
    return segment


def _left(session: Db, actor: Membership, track_id: uuid.UUID) -> DoubtfulWordsShape:
    track = tracks.get(session, actor, track_id)
    tracks.require_edit(actor, track)
    transcript = transcripts.of(session, track)
    found = doubtful_words.of(session, transcript) if transcript else []
    return DoubtfulWordsShape(words=[_shape(word) for word in found])


def _shape(word: doubtful_words.DoubtfulWord) -> DoubtfulWordShape:
    times = {"start_ms": word.start_ms, "end_ms": word.end_ms}
    return DoubtfulWordShape(segment_id=word.segment.id, word=word.heard, start=word.start, end=word.end, **times)
