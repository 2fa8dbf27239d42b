"""Playlists as a program sees them."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime, BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import outlines, playlist_shelf, playlists, problems, templates
from app.domain.playlist_grants import Audience
from app.models import Contribution, Playlist, PlaylistItem, PlaylistKind, Right
from app.routes.api.etags import expected_version, tag
from app.routes.api.once import OnlyOnce
from app.routes.api.shapes import PlaylistShape, TrackShape

router = APIRouter(prefix="/playlists", tags=["playlists"])
Cursor = Annotated[str | None, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=playlist_shelf.PAGE_MAX)]


class NewPlaylist(BaseModel):
    """Without `audience` it is open to whom its kind is for. `template_id` gives it the cards of that template."""

    title: str = Field(max_length=1_000)
    description: str = Field(default="", max_length=10_000)
    guidelines: str = Field(default="", max_length=10_000)
    kind: PlaylistKind = PlaylistKind.COLLABORATIVE
    audience: Audience | None = None
    template_id: uuid.UUID | None = None


class PlaylistChange(BaseModel):
    """`due_at`: until when whoever asks waits for answers; null for as long as it takes. Left out, it stays."""

    title: str | None = Field(default=None, max_length=1_000)
    description: str | None = Field(default=None, max_length=10_000)
    guidelines: str | None = Field(default=None, max_length=10_000)
    due_at: AwareDatetime | None = None


class CardShape(PlaylistShape):
    tracks_count: int
    duration_ms: int


class ItemShape(BaseModel):
    """`contribution` and `accepted_at` say what the track is to a problem, and since when it helps."""

    id: uuid.UUID
    position: int
    contribution: Contribution | None
    accepted_at: datetime | None
    track: TrackShape

    @classmethod
    def of(cls, item: PlaylistItem, place: int) -> "ItemShape":
        said = {"contribution": item.contribution, "accepted_at": item.accepted_at}
        return cls(id=item.id, position=place, track=TrackShape.of(item.track), **said)


class WholePlaylist(PlaylistShape):
    items: list[ItemShape]


class Shelf(BaseModel):
    items: list[CardShape]
    next_cursor: str | None = None


@router.get("")
def index(session: Db, actor: Actor, cursor: Cursor = None, limit: Limit = 50) -> Shelf:
    """Playlists the member can see, the last changed first. Pass `next_cursor` as `cursor` for more."""
    page = playlist_shelf.shelf(session, actor, cursor=cursor, limit=limit)
    return Shelf(
        next_cursor=page.next_cursor,
        items=[
            CardShape(
                **PlaylistShape.of(card.playlist).model_dump(),
                tracks_count=card.tracks_count,
                duration_ms=card.duration_ms,
            )
            for card in page.cards
        ],
    )


@router.post("", status_code=201, response_model=PlaylistShape)
def create(sent: NewPlaylist, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """A new playlist without tracks."""

    def make() -> PlaylistShape:
        start = templates.get(session, actor, sent.template_id) if sent.template_id else None
        playlist = playlists.create(session, actor, **sent.model_dump(exclude={"template_id"}))
        if start is not None:
            outlines.write(session, playlist, start.lines)
        return PlaylistShape.of(playlist)

    return once(sent, make)


@router.get("/{id}")
def show(id: Id, session: Db, actor: Actor, response: Response) -> WholePlaylist:
    """The playlist with its tracks in order."""
    playlist = playlists.get(session, actor, id)
    tag(response, playlist.version)
    return whole(playlist)


@router.patch("/{id}")
def change(
    id: Id,
    sent: PlaylistChange,
    session: Db,
    actor: Actor,
    response: Response,
    version: Annotated[int | None, Depends(expected_version)],
) -> PlaylistShape:
    """Rename, describe. With If-Match, 412 when somebody else was faster."""
    playlist = playlists.get(session, actor, id, Right.EDIT)
    texts = sent.model_dump(include={"title", "description", "guidelines"})
    playlists.edit(session, playlist, **texts, version=version)
    if "due_at" in sent.model_fields_set:
        problems.set_due(playlist, sent.due_at)
    tag(response, playlist.version)
    return PlaylistShape.of(playlist)


@router.delete("/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Delete; its tracks stay in the library, and it can be restored for 30 days."""
    playlists.delete(session, playlists.get(session, actor, id, Right.EDIT))


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> PlaylistShape:
    """Undo a deletion."""
    return PlaylistShape.of(playlists.restore(session, actor, id))


def whole(playlist: Playlist) -> WholePlaylist:
    items = [ItemShape.of(item, place) for place, item in enumerate(playlist.items)]
    return WholePlaylist(**PlaylistShape.of(playlist).model_dump(), items=items)
