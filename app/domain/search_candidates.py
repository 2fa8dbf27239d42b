"""The best passages for a query among the tracks that may be found, in two steps: gather by words, then rank.

Words do not wait for the vector of a question, which is made meanwhile; the second step gathers by meaning as well.

PostgreSQL first looks without asking whose the tracks are, which is right for whoever hears most of the workspace, and
then drops what may not be found. Whoever hears little of that is asked for again among their own tracks alone.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import (
    CTE,
    ColumnElement,
    ScalarSelect,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Uuid
from sqlmodel import Session, col

from app.domain import rights
from app.meaning import DIMENSIONS, Vector
from app.models import Passage, Track

RANKED = ("passage_id", "track_id", "is_title", "start_ms", "end_ms", "language", "score", "moments")


# Of somebody who hears at least this share of what was found, enough is left to fill a page.
HEARD_LEAST = 0.5
Asked = dict[str, Any]
# The tracks that alone are looked at, and nothing to choose them by.
Only = ColumnElement[Any]
ALL: Only = null()
VECTOR = cast(bindparam("vector", type_=HALFVEC(DIMENSIONS)), HALFVEC(DIMENSIONS))


@dataclass(frozen=True)
class Findable:
    """Ids of the tracks that may be found, said twice: `known` is asked about a few tracks, `every` lists them all."""

    known: Select[Any]
    every: Callable[[], Select[Any]]


@dataclass(frozen=True)
class Gathered:
    """Passages found by words. `ids`: those of them that may be found, as PostgreSQL writes an array."""

    found: int
    heard: int
    ids: str


def gather(session: Session, asked: Asked, findable: Findable, members: list[uuid.UUID]) -> Gathered:
    """What has the words, or was said by one of the `members`, whose names are in the query."""
    return _gather(session, asked, findable, ALL, members)


def best(
    session: Session,
    asked: Asked,
    findable: Findable,
    members: list[uuid.UUID],
    gathered: Gathered,
    vector: Vector | None,
) -> Sequence[Any]:
    """Rows of `search_ranked`, of the passages gathered and of those that mean something like the vector."""
    rows = _rank(session, asked, findable, ALL, members, gathered, vector)
    if _is_cut_short(rows[0], asked, gathered, vector) and len(rows) < asked["limit"]:
        only = func.array(findable.every().scalar_subquery())
        own = _gather(session, asked, findable, only, members)
        rows = _rank(session, asked, findable, only, members, own, vector)
    return [row for row in rows if row.passage_id is not None]


def _is_cut_short(near: Any, asked: Asked, gathered: Gathered, vector: Vector | None) -> bool:
    """Whether more may be there for somebody who hears little: the first look ended before it had seen everything."""
    found, heard = gathered.found + near.found, gathered.heard + near.heard
    return heard < HEARD_LEAST * found and (vector is not None or found >= asked["words_max"])


def nearest(session: Session, asked: Asked, findable: Findable, vector: Vector) -> Sequence[Any]:
    """The passages nearest to the vector that are near at all, of these tracks. A glance: no second look for more."""
    given = cast(asked, JSONB), cast(null(), ARRAY(Uuid)), cast(null(), ARRAY(Uuid)), cast(vector, HALFVEC(DIMENSIONS))
    found = _call("search_found", *given, columns=("passage_id", "track_id"))
    embedding: Any = col(Passage.embedding)
    nearness = -embedding.max_inner_product(vector)
    shown = select(col(Passage.track_id), col(Passage.start_ms), nearness.label("nearness"))
    near = shown.join(found, found.c.passage_id == col(Passage.id)).where(nearness >= asked["near_least"])
    return session.execute(near.where(col(Passage.track_id).in_(findable.known)).order_by(nearness.desc())).all()


def _gather(session: Session, asked: Asked, findable: Findable, only: Only, members: list[uuid.UUID]) -> Gathered:
    given = {"asked": asked, "members": members}
    row = session.execute(_gathering(findable.known, only, bool(members)), given).one()
    return Gathered(row.found, row.heard, row.ids)


def _rank(
    session: Session,
    asked: Asked,
    findable: Findable,
    only: Only,
    members: list[uuid.UUID],
    gathered: Gathered,
    vector: Vector | None,
) -> Sequence[Any]:
    """Each with how many were `found` by meaning, and `heard` of those; one row of None when there is nothing."""
    given = {"asked": asked, "near": asked | {"any_of": []}, "gathered": gathered.ids, "vector": vector}
    ranking = _ranking(findable.known, only, bool(members), vector is not None)
    return session.execute(ranking, given | {"members": members}).all()


# Putting them into words takes as long as a tenth of the search, and they are the same each time.
@lru_cache(rights.STATEMENTS_REMEMBERED)
def _gathering(known: Select[Any], only: Only, has_names: bool) -> Select[Any]:
    found, heard = _found(known, only, "asked", spoken=_spoken(known, has_names))
    return select(_count(found).label("found"), _count(heard).label("heard"), cast(_ids(heard), Text).label("ids"))


@lru_cache(rights.STATEMENTS_REMEMBERED)
def _ranking(known: Select[Any], only: Only, has_names: bool, has_meaning: bool) -> Select[Any]:
    ids: ColumnElement[Any] = cast(bindparam("gathered", type_=Text), ARRAY(Uuid))
    counts = select(literal(0).label("found"), literal(0).label("heard"))
    if has_meaning:
        found, heard = _found(known, only, "near", meaning=VECTOR)
        ids = func.array_cat(ids, _ids(heard))
        counts = select(_count(found).label("found"), _count(heard).label("heard"))
    counted, spoken = counts.subquery(), cast(_spoken(known, has_names), ARRAY(Uuid))
    ranked = _call("search_ranked", bindparam("asked", type_=JSONB), ids, spoken, VECTOR, columns=RANKED)
    return select(counted, ranked).select_from(counted).join(ranked, true(), isouter=True)


def _found(known: Select[Any], only: Only, asked: str, *, spoken: Only = ALL, meaning: Only = ALL) -> tuple[CTE, CTE]:
    """What `search_found` finds, and those of it that may be found."""
    given = bindparam(asked, type_=JSONB), cast(only, ARRAY(Uuid)), cast(spoken, ARRAY(Uuid)), meaning
    found = select(_call("search_found", *given, columns=("passage_id", "track_id"))).cte("found")
    found = found.prefix_with("materialized")
    return found, select(found.c.passage_id).where(found.c.track_id.in_(known)).cte("heard")


def _ids(passages: CTE) -> ColumnElement[Any]:
    return func.array(select(passages.c.passage_id).scalar_subquery())


def _spoken(known: Select[Any], has_names: bool) -> ColumnElement[Any]:
    """The tracks of the members whose names are in the query."""
    if not has_names:
        return null()
    return func.array(known.where(col(Track.author_id).in_(bindparam("members", expanding=True))).scalar_subquery())


def _count(rows: CTE) -> ScalarSelect[Any]:
    return select(func.count()).select_from(rows).scalar_subquery()


def _call(name: str, *given: Any, columns: tuple[str, ...]) -> Any:
    return getattr(func, name)(*given).table_valued(*columns)
