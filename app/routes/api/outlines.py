"""The outline of a playlist: read it, replace it. A card is filled by adding its track with `card_id`."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import outlines, playlists
from app.domain.outlines import Line, Place
from app.models import Right
from app.routes.api.etags import expected_version, tag

router = APIRouter(prefix="/playlists/{id}/outline", tags=["playlists"])


class CardWish(BaseModel):
    """With the `id` of a card that is there, that one is changed and keeps its track."""

    id: uuid.UUID | None = None
    title: str = Field(max_length=1_000)
    prompt: str = Field(default="", max_length=10_000)


class OutlineWish(BaseModel):
    cards: list[CardWish] = Field(max_length=1_000)


class OutlineCardShape(BaseModel):
    """`track_id` is null while the card is open: not recorded yet, or its track is gone or off the playlist."""

    id: uuid.UUID
    title: str
    prompt: str
    track_id: uuid.UUID | None

    @classmethod
    def of(cls, place: Place) -> "OutlineCardShape":
        track_id = place.track.id if place.track else None
        return cls(id=place.card.id, title=place.card.title, prompt=place.card.prompt, track_id=track_id)


class OutlineShape(BaseModel):
    playlist_id: uuid.UUID
    cards: list[OutlineCardShape]


@router.get("")
def show(id: Id, session: Db, actor: Actor, response: Response) -> OutlineShape:
    """The cards in order. The ETag is the playlist's."""
    playlist = playlists.get(session, actor, id)
    tag(response, playlist.version)
    return OutlineShape(playlist_id=id, cards=[OutlineCardShape.of(place) for place in outlines.of(session, playlist)])


@router.put("")
def write(
    id: Id,
    sent: OutlineWish,
    session: Db,
    actor: Actor,
    response: Response,
    version: Annotated[int | None, Depends(expected_version)],
) -> OutlineShape:
    """Replace the outline as a whole. A card left out goes; its track stays in the playlist."""
    playlist = playlists.get(session, actor, id, Right.EDIT)
    outlines.write(session, playlist, [Line(one.title, one.prompt, one.id) for one in sent.cards], version=version)
    return show(id, session, actor, response)
