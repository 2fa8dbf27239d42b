"""The tracks of a playlist: add, move, remove."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field
from starlette.responses import Response

from app.deps import Actor, Db, Id, opaque_id
from app.domain import playlist_order, playlists, tracks
from app.models import Right
from app.routes.api.once import OnlyOnce
from app.routes.api.playlists import WholePlaylist, whole

router = APIRouter(prefix="/playlists/{id}/items", tags=["playlists"])


def _item_id(item: Annotated[str, Path()]) -> uuid.UUID:
    return opaque_id(item)


ItemId = Annotated[uuid.UUID, Depends(_item_id)]


class NewItem(BaseModel):
    track_id: uuid.UUID


class Move(BaseModel):
    """`position` counts from 0; a larger one than there are means last."""

    position: int = Field(ge=0, le=1_000_000)


@router.get("")
def index(id: Id, session: Db, actor: Actor) -> WholePlaylist:
    return whole(playlists.get(session, actor, id))


@router.post("", status_code=201, response_model=WholePlaylist)
def add(id: Id, sent: NewItem, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Put a track at the end; one that already stands here stays where it is."""

    def make() -> WholePlaylist:
        playlist = playlists.get(session, actor, id, Right.ADD)
        playlist_order.add(session, actor, playlist, tracks.get(session, actor, sent.track_id))
        return whole(playlists.get(session, actor, id))

    return once(sent, make)


@router.patch("/{item}")
def move(id: Id, item: ItemId, sent: Move, session: Db, actor: Actor) -> WholePlaylist:
    """Put a track at another place."""
    playlist_order.move(session, playlists.get(session, actor, id, Right.EDIT), item, sent.position)
    session.flush()
    return whole(playlists.get(session, actor, id))


@router.delete("/{item}", status_code=204)
def remove(id: Id, item: ItemId, session: Db, actor: Actor) -> None:
    """Take a track off; it stays in the library."""
    playlist_order.remove(session, playlists.get(session, actor, id, Right.EDIT), item)
