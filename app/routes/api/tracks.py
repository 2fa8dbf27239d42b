"""Tracks: the library as a program sees it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import purges, tracks
from app.routes.api.etags import expected_version, tag
from app.routes.api.shapes import TrackShape

router = APIRouter(prefix="/tracks", tags=["tracks"])
Cursor = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=tracks.PAGE_MAX)]


class TrackPage(BaseModel):
    items: list[TrackShape]
    next_cursor: str | None


class TrackChange(BaseModel):
    title: str = Field(max_length=1_000)


@router.get("")
def index(session: Db, actor: Actor, cursor: Cursor = None, limit: Limit = 50) -> TrackPage:
    """Tracks the member may hear, newest first."""
    page = tracks.library(session, actor, cursor=cursor, limit=limit)
    return TrackPage(items=[TrackShape.of(track) for track in page.items], next_cursor=page.next_cursor)


@router.get("/{id}")
def show(id: Id, session: Db, actor: Actor, response: Response) -> TrackShape:
    track = tracks.get(session, actor, id)
    tag(response, track.version)
    return TrackShape.of(track)


@router.patch("/{id}")
def change(
    id: Id,
    sent: TrackChange,
    session: Db,
    actor: Actor,
    response: Response,
    version: Annotated[int | None, Depends(expected_version)],
) -> TrackShape:
    """Retitle. With If-Match, 412 when somebody else was faster."""
    track = tracks.get(session, actor, id)
    tracks.retitle(session, actor, track, title=sent.title, version=version)
    tag(response, track.version)
    return TrackShape.of(track)


@router.delete("/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Delete; it can be restored for 30 days."""
    tracks.delete(session, actor, tracks.get(session, actor, id))


@router.post("/{id}/purge", status_code=204)
def purge(id: Id, session: Db, actor: Actor) -> None:
    """Remove it now and for good, deleted before or not: rows at once, objects after a grace. There is no way back."""
    purges.purge(session, actor, purges.find(session, actor, id))


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> TrackShape:
    """Undo a deletion."""
    tracks.restore(session, actor, id)
    session.flush()
    return TrackShape.of(tracks.get(session, actor, id))
