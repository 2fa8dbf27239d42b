"""Search: the moments at which something was said."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel

from app.deps import Actor, Db
from app.domain import search
from app.routes.api.shapes import TrackShape

router = APIRouter(prefix="/search", tags=["search"])


class HitShape(BaseModel):
    """`snippet` is HTML with <mark> and nothing else; all that was said is escaped."""

    track: TrackShape
    start_ms: int
    end_ms: int
    snippet: str
    score: float


class FoundShape(BaseModel):
    hits: list[HitShape]
    total: int


@router.get("")
def find(
    session: Db,
    actor: Actor,
    q: Annotated[str, Query(max_length=500)] = "",
    playlist: uuid.UUID | None = None,
    author: uuid.UUID | None = None,
    since: AwareDatetime | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> FoundShape:
    """Words, "phrases", beginnings of words, questions. Only what the member may hear is found or counted."""
    since_at: datetime | None = since
    found = search.find(session, actor, q, playlist_id=playlist, author_id=author, since=since_at, limit=limit)
    hits = [
        HitShape(
            track=TrackShape.of(moment.track),
            start_ms=moment.start_ms,
            end_ms=moment.end_ms,
            snippet=str(moment.snippet_html),
            score=moment.score,
        )
        for moment in found.hits
    ]
    return FoundShape(hits=hits, total=found.total)
