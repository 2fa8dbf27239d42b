"""Passages: keeping what search sees in step with what was said. They are replaced, never changed.

The worker asks `texts` for what to embed, embeds without a transaction, and calls `build` in the one that saves. After
a correction `refresh` does both at once, for the few passages that changed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import delete, insert, select, text, update
from sqlmodel import Session, col

from app import meaning
from app.domain.passage_windows import Window, windows
from app.models import Passage, Segment, Track, Transcript

# Each vector takes milliseconds to find its place in the index: three hours of speech are too much for one statement.
ROWS_A_STATEMENT = 50
PASSAGES = text("""
    select id, start_ms, end_ms, language, text, embedding from passage where track_id = :track_id and not is_title
""").columns(embedding=HALFVEC(meaning.DIMENSIONS))
RETITLE = text("select search_title(:track_id)")


def texts(segments: Sequence[Segment]) -> list[str]:
    """What to embed for `build`."""
    return list(dict.fromkeys(window.text for window in windows(segments)))


def build(session: Session, track: Track, vectors: Mapping[str, Any]) -> None:
    """Bring the track's passages in step with its segments as they are now. May be repeated.

    `vectors`: by text, see `meaning.vectors_of`. A text without one is found by its words until a later build.
    """
    wanted = windows(_segments(session, track))
    held = {_identity(one): one for one in _passages(session, track)}
    gone = [one.id for identity, one in held.items() if identity not in set(wanted)]
    session.execute(delete(Passage).where(col(Passage.id).in_(gone)))
    known = {one.text: one.embedding for one in held.values() if one.embedding is not None} | dict(vectors)
    _add(session, track, [window for window in wanted if window not in held], known, len(wanted))
    _fill(session, [one for one in held.values() if one.embedding is None and one.id not in gone], known)
    session.execute(RETITLE, {"track_id": track.id})


def refresh(session: Session, track: Track) -> None:
    """After a correction: searchable at once, its meaning included."""
    session.flush()
    known = set(session.scalars(select(col(Passage.text)).where(col(Passage.track_id) == track.id, _has_vector())))
    build(session, track, meaning.vectors_of([one for one in texts(_segments(session, track)) if one not in known]))


def _segments(session: Session, track: Track) -> Sequence[Segment]:
    """The segments, with the transcript locked: of two who correct at once, the second sees what the first did."""
    session.execute(
        select(col(Transcript.id))
        .where(col(Transcript.id).in_(select(col(Segment.transcript_id)).where(col(Segment.track_id) == track.id)))
        .with_for_update()
    )
    mine = select(Segment).where(col(Segment.track_id) == track.id, col(Segment.cut_at).is_(None))
    mine = mine.order_by(col(Segment.start_ms), col(Segment.number))
    return session.scalars(mine.execution_options(populate_existing=True)).all()


def _passages(session: Session, track: Track) -> Sequence[Any]:
    return session.execute(PASSAGES, {"track_id": track.id}).all()


def _identity(passage: Any) -> Window:
    return Window(passage.start_ms, passage.end_ms, passage.language, passage.text)


def _has_vector() -> Any:
    return col(Passage.embedding).is_not(None)


def _add(session: Session, track: Track, added: list[Window], vectors: Mapping[str, Any], track_passages: int) -> None:
    rows = [
        {
            "workspace_id": track.workspace_id,
            "track_id": track.id,
            "start_ms": window.start_ms,
            "end_ms": window.end_ms,
            "language": window.language,
            "text": window.text,
            "embedding": vectors.get(window.text),
            "track_passages": track_passages,
        }
        for window in added
    ]
    for first in range(0, len(rows), ROWS_A_STATEMENT):
        session.execute(insert(Passage), rows[first : first + ROWS_A_STATEMENT])


def _fill(session: Session, passages: list[Any], vectors: Mapping[str, Any]) -> None:
    """Meaning for passages that were found by words alone so far."""
    for one in passages:
        if one.text in vectors:
            session.execute(update(Passage).where(col(Passage.id) == one.id).values(embedding=vectors[one.text]))
