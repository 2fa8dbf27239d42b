"""The problem of a collaborative playlist, said aloud. Its text and its deadline are the playlist's."""

import uuid

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from app.deps import Actor, Db, Id
from app.domain import playlists, problems, tracks
from app.models import Right
from app.routes.api.once import OnlyOnce
from app.routes.api.shapes import PlaylistShape

router = APIRouter(prefix="/playlists/{id}/problem", tags=["playlists"])


class SaidAloud(BaseModel):
    """A track of one's own; whoever may listen to the playlist hears it."""

    track_id: uuid.UUID


@router.post("", status_code=201, response_model=PlaylistShape)
def say(id: Id, sent: SaidAloud, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Say the problem with this track. Another one replaces the first."""

    def make() -> PlaylistShape:
        playlist = playlists.get(session, actor, id, Right.EDIT)
        problems.say(session, actor, playlist, tracks.get(session, actor, sent.track_id))
        return PlaylistShape.of(playlist)

    return once(sent, make)


@router.delete("", status_code=204)
def be_silent(id: Id, session: Db, actor: Actor) -> None:
    """Leave it to the text; the track stays in the library."""
    problems.say(session, actor, playlists.get(session, actor, id, Right.EDIT), None)
