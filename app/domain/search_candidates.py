"""The best passages for a query among the tracks that may be found, in one statement.

PostgreSQL first looks without asking whose the tracks are, which is right for whoever hears most of the workspace, and
then drops what may not be found. Whoever hears little of that is asked for again among their own tracks alone.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import CTE, ColumnElement, ScalarSelect, Select, cast, func, null, select, true
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Uuid
from sqlmodel import Session, col

from app.meaning import DIMENSIONS, Vector
from app.models import Passage, Track

RANKED = ("passage_id", "track_id", "is_title", "start_ms", "end_ms", "language", "score", "moments")


# Of somebody who hears at least this share of what was found, enough is left to fill a page.
HEARD_LEAST = 0.5


@dataclass(frozen=True)
class Findable:
    """Ids of the tracks that may be found, said twice: `known` is asked about a few tracks, `every` lists them all."""

    known: Select[Any]
    every: Callable[[], Select[Any]]


def best(
    session: Session, asked: dict[str, Any], findable: Findable, members: list[uuid.UUID], vector: Vector | None
) -> Sequence[Any]:
    """Rows of `search_ranked`. `members`: whose names are in the query."""
    rows = _rows(session, asked, findable, null(), members, vector)
    if _is_cut_short(rows[0], asked, vector) and len(rows) < asked["limit"]:
        rows = _rows(session, asked, findable, func.array(findable.every().scalar_subquery()), members, vector)
    return [row for row in rows if row.passage_id is not None]


def _is_cut_short(row: Any, asked: dict[str, Any], vector: Vector | None) -> bool:
    """Whether more may be there for somebody who hears little: the first look ended before it had seen everything."""
    return row.heard < HEARD_LEAST * row.found and (vector is not None or row.found >= asked["words_max"])


def nearest(session: Session, asked: dict[str, Any], findable: Findable, vector: Vector) -> Sequence[Any]:
    """The passages nearest to the vector that are near at all, of these tracks. A glance: no second look for more."""
    given = cast(asked, JSONB), cast(null(), ARRAY(Uuid)), cast(null(), ARRAY(Uuid)), cast(vector, HALFVEC(DIMENSIONS))
    found = _call("search_found", *given, columns=("passage_id", "track_id"))
    embedding: Any = col(Passage.embedding)
    nearness = -embedding.max_inner_product(vector)
    shown = select(col(Passage.track_id), col(Passage.start_ms), nearness.label("nearness"))
    near = shown.join(found, found.c.passage_id == col(Passage.id)).where(nearness >= asked["near_least"])
    return session.execute(near.where(col(Passage.track_id).in_(findable.known)).order_by(nearness.desc())).all()


def _rows(
    session: Session,
    asked: dict[str, Any],
    findable: Findable,
    only: ColumnElement[Any],
    members: list[uuid.UUID],
    vector: Vector | None,
) -> Sequence[Any]:
    spoken = func.array(_spoken(findable, members).scalar_subquery()) if members else null()
    given = cast(asked, JSONB), cast(spoken, ARRAY(Uuid)), cast(vector, HALFVEC(DIMENSIONS))
    found = _call("search_found", given[0], cast(only, ARRAY(Uuid)), *given[1:], columns=("passage_id", "track_id"))
    candidates = select(found).cte("found").prefix_with("materialized")
    heard = select(candidates.c.passage_id).where(candidates.c.track_id.in_(findable.known)).cte("heard")
    ids = func.array(select(heard.c.passage_id).scalar_subquery())
    ranked = _call("search_ranked", given[0], ids, *given[1:], columns=RANKED)
    counts = select(_count(candidates).label("found"), _count(heard).label("heard")).subquery()
    return session.execute(select(counts, ranked).select_from(counts).join(ranked, true(), isouter=True)).all()


def _spoken(findable: Findable, members: list[uuid.UUID]) -> Select[Any]:
    return findable.known.where(col(Track.author_id).in_(members))


def _count(rows: CTE) -> ScalarSelect[Any]:
    return select(func.count()).select_from(rows).scalar_subquery()


def _call(name: str, *given: Any, columns: tuple[str, ...]) -> Any:
    return getattr(func, name)(*given).table_valued(*columns)
