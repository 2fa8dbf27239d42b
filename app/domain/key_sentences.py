"""Key sentences: what a track says nearest in meaning to a question, in its own words. Nothing is rewritten.

They are passages, two or three sentences each, whose meaning was measured when the track was indexed. Where no meaning
is known they are the first ones.
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import null, select
from sqlmodel import Session, col

from app import meaning
from app.models import Passage

PASSAGES_MAX = 3
# One of a short track, and one more for every so many passages, which is about half a minute of speech.
PASSAGES_EACH = 5
SENTENCE_ENDS = (".", "?", "!", "…", "。")


@dataclass(frozen=True)
class KeySentence:
    """`text` may hold more than one sentence; an ellipsis stands where it begins or ends within one."""

    start_ms: int
    end_ms: int
    text: str


def key_sentences(
    session: Session, track_ids: Sequence[uuid.UUID], question: str
) -> dict[uuid.UUID, list[KeySentence]]:
    """For each track, in order of time. Tracks without a transcript are absent."""
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in _passages(session, track_ids, question) if track_ids else []:
        found[row.track_id].append(row)
    return {track_id: _chosen(passages) for track_id, passages in found.items()}


def _chosen(passages: list[Any]) -> list[KeySentence]:
    """The nearest that do not overlap."""
    chosen: list[Any] = []
    for one in sorted(passages, key=lambda one: (-(one.near or 0), one.start_ms)):
        is_apart = all(one.start_ms >= other.end_ms or one.end_ms <= other.start_ms for other in chosen)
        if is_apart and len(chosen) < min(PASSAGES_MAX, 1 + len(passages) // PASSAGES_EACH):
            chosen.append(one)
    return [_sentence(one) for one in sorted(chosen, key=lambda one: one.start_ms)]


def _sentence(passage: Any) -> KeySentence:
    said = passage.text.strip()
    said = f"… {said}" if said[:1].islower() else said
    return KeySentence(passage.start_ms, passage.end_ms, said if said.endswith(SENTENCE_ENDS) else f"{said} …")


def _passages(session: Session, track_ids: Sequence[uuid.UUID], question: str) -> Sequence[Any]:
    vector = meaning.vector_of(question)
    embedding: Any = col(Passage.embedding)
    near = null() if vector is None else -embedding.max_inner_product(vector)
    columns = (col(Passage.track_id), col(Passage.start_ms), col(Passage.end_ms), col(Passage.text), near.label("near"))
    return session.execute(select(*columns).where(col(Passage.track_id).in_(track_ids), ~col(Passage.is_title))).all()
