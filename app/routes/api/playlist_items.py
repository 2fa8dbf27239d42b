"""The tracks of a playlist: add, move, remove."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field
from starlette.responses import Response

from app.deps import Actor, Db, Id, opaque_id
from app.domain import contributions, outlines, playlist_order, playlists, tracks
from app.models import Contribution, Right
from app.routes.api.once import OnlyOnce
from app.routes.api.playlists import WholePlaylist, whole

router = APIRouter(prefix="/playlists/{id}/items", tags=["playlists"])


def _item_id(item: Annotated[str, Path()]) -> uuid.UUID:
    return opaque_id(item)


ItemId = Annotated[uuid.UUID, Depends(_item_id)]


class NewItem(BaseModel):
    """`contribution`: what the track is to a problem; only a collaborative playlist has one.

    `card_id`: the card of the outline that the track says; it then stands in the order of the cards.
    """

    track_id: uuid.UUID
    card_id: uuid.UUID | None = None
    contribution: Contribution | None = None


class ItemChange(BaseModel):
    """`position` counts from 0; a larger one than there are means last. What is left out stays as it is."""

    position: int | None = Field(default=None, ge=0, le=1_000_000)
    contribution: Contribution | None = None


@router.get("")
def index(id: Id, session: Db, actor: Actor) -> WholePlaylist:
    return whole(playlists.get(session, actor, id))


@router.post("", status_code=201, response_model=WholePlaylist)
def add(id: Id, sent: NewItem, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Put a track at the end; one that already stands here stays where it is."""

    def make() -> WholePlaylist:
        playlist = playlists.get(session, actor, id, Right.ADD)
        track = tracks.get(session, actor, sent.track_id)
        outlines.place(session, actor, playlist, track, card_id=sent.card_id, contribution=sent.contribution)
        return whole(playlists.get(session, actor, id))

    return once(sent, make)


@router.patch("/{item}")
def change(id: Id, item: ItemId, sent: ItemChange, session: Db, actor: Actor) -> WholePlaylist:
    """Put a track at another place, which needs the right to edit, or say what it is to the problem."""
    playlist = playlists.get(session, actor, id, Right.ADD if sent.position is None else Right.EDIT)
    found = contributions.item_of(playlist, item)
    if sent.contribution is not None:
        contributions.classify(session, actor, playlist, found, sent.contribution)
    if sent.position is not None:
        playlist_order.move(session, playlist, item, sent.position)
    session.flush()
    return whole(playlists.get(session, actor, id))


@router.delete("/{item}", status_code=204)
def remove(id: Id, item: ItemId, session: Db, actor: Actor) -> None:
    """Take a track off; it stays in the library."""
    playlist_order.remove(session, playlists.get(session, actor, id, Right.EDIT), item)
