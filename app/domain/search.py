"""Search over everything the member may hear. Each hit is a Moment: a track at the second where it is said."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Select, select, text
from sqlmodel import Session, col

from app import meaning
from app.domain import rights, search_candidates, search_numbers, search_plan, search_query, search_terms
from app.domain.search_candidates import Findable
from app.domain.search_moments import Moment, moments
from app.domain.search_plan import Size
from app.domain.search_query import Query
from app.domain.search_speakers import speakers
from app.domain.search_terms import Terms
from app.models import Membership, PlaylistItem, Track

SIZE = text("""
    select passages_count, titles_count, array(select language from search_languages()) as languages
    from search_size where workspace_id = :workspace_id
""")
REQUIRED = text("""
    select cast(search_phrases(:phrases) as text) as all_of,
        (select string_agg(cast(search_phrases(array[one]) as text), ' | ') from unnest(cast(:without as text[])) one)
            as none_of
""")
Filters = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True)
class Found:
    """The best moments, and how many there are; a very common word is counted no further than it is ranked."""

    # More than these nobody is shown.
    COUNTED_MAX: ClassVar[int] = 100

    hits: list[Moment]
    total: int

    @property
    def is_many(self) -> bool:
        """Whether there are so many that `total` says little: there may be more of them than were ranked."""
        return self.total > self.COUNTED_MAX


def find(
    session: Session,
    actor: Membership,
    query: str,
    *,
    playlist_id: uuid.UUID | None = None,
    author_id: uuid.UUID | None = None,
    since: datetime | None = None,
    limit: int = 20,
) -> Found:
    """Words, "phrases", -without, beginnings, typos, questions; only what the actor may hear is found or counted."""
    wanted = search_query.parse(query)
    size, languages = _size(session, actor)
    if wanted.is_empty or size.passages_count == 0:
        return Found([], 0)
    meant = meaning.soon(wanted.question) if wanted.question else None
    findable = _findable(actor, playlist_id=playlist_id, author_id=author_id, since=since)
    words = wanted.words + search_numbers.also(wanted.words, languages[0] if languages else "en")
    terms = search_terms.look_up(session, words, beginning=wanted.beginning, passages_count=size.passages_count)
    named, members = speakers(session, actor, wanted, terms)
    all_of, none_of = _required(session, wanted)
    asked = search_plan.asked(terms, size, named=named, all_of=all_of, none_of=none_of, limit=limit)
    speaking = members if named else []
    gathered = search_candidates.gather(session, asked, findable, speaking)
    vector = meant.result() if meant else None
    passages = search_candidates.best(session, asked, findable, speaking, gathered, vector)
    total = passages[0].moments if passages else 0
    return Found(moments(session, actor, passages, terms, wanted.words), total)


def near(session: Session, actor: Membership, meant: str) -> Sequence[Any]:
    """Passages that mean something like this text, the nearest first: rows with `track_id`, `start_ms` and `nearness`.

    Only what the actor may hear, and only the few nearest; empty without the meaning model.
    """
    size, _ = _size(session, actor)
    vector = meaning.vector_of(meant)
    if vector is None or size.passages_count == 0:
        return []
    asked = search_plan.asked(Terms([], {}, 0.0), size, named=[], all_of=None, none_of=None, limit=0)
    findable = _findable(actor, playlist_id=None, author_id=None, since=None)
    return search_candidates.nearest(session, asked, findable, vector)


def _size(session: Session, actor: Membership) -> tuple[Size, list[str]]:
    row = session.execute(SIZE, {"workspace_id": actor.workspace_id}).first()
    if row is None:
        return Size(0, 0), []
    return Size(row.passages_count, row.titles_count), [language for language in row.languages if language]


def _findable(
    actor: Membership, *, playlist_id: uuid.UUID | None, author_id: uuid.UUID | None, since: datetime | None
) -> Findable:
    """The tracks that may be found."""
    filters = _filters(rights.visible_playlist_ids(actor), playlist_id, author_id, since)
    return Findable(_known(rights.audible(actor), filters), lambda: rights.audible_track_ids(actor).where(*filters))


# The same objects for the same member and filters: by them the statements made of them are known again.
@lru_cache(rights.REMEMBERED)
def _known(audible: ColumnElement[bool], filters: Filters) -> Select[Any]:
    return select(col(Track.id)).where(audible, *filters)


@lru_cache(rights.REMEMBERED)
def _filters(
    visible: Select[Any], playlist_id: uuid.UUID | None, author_id: uuid.UUID | None, since: datetime | None
) -> Filters:
    filters: list[ColumnElement[bool]] = []
    if playlist_id is not None:
        items = select(col(PlaylistItem.track_id)).where(col(PlaylistItem.playlist_id) == playlist_id)
        filters.append(col(Track.id).in_(items.where(col(PlaylistItem.playlist_id).in_(visible))))
    if author_id is not None:
        filters.append(col(Track.author_id) == author_id)
    if since is not None:
        filters.append(col(Track.created_at) >= since)
    return tuple(filters)


def _required(session: Session, wanted: Query) -> tuple[str | None, str | None]:
    if not wanted.phrases and not wanted.without:
        return None, None
    row = session.execute(REQUIRED, {"phrases": wanted.phrases, "without": wanted.without}).one()
    return row.all_of, row.none_of
