"""Listens: one's own place in a track, the same on every device."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, Field

from app import metrics
from app.deps import Actor, Db, Id
from app.domain import listening, tracks
from app.models import Listen

router = APIRouter(prefix="/tracks", tags=["listening"])


class Place(BaseModel):
    position_ms: int = Field(ge=0, le=2**31 - 1)
    client_time: AwareDatetime
    session_id: str = Field(default="", max_length=100)


class ListenShape(BaseModel):
    """`accepted` is false when a newer place was already known; the newer one is what is shown."""

    position_ms: int
    client_time: datetime | None
    heard_at: datetime | None
    accepted: bool = True


@router.get("/{id}/listen")
def show(id: Id, session: Db, actor: Actor) -> ListenShape:
    """Where this member stopped; 0 for a track never begun."""
    track = tracks.get(session, actor, id)
    return _shape(listening.positions(session, actor, [track.id]).get(track.id))


@router.put("/{id}/listen")
def note(id: Id, sent: Place, session: Db, actor: Actor) -> ListenShape:
    """Remember the place. Older never beats newer."""
    track = tracks.get(session, actor, id)
    listen, accepted = listening.note_position(
        session,
        actor,
        track,
        position_ms=sent.position_ms,
        client_time=sent.client_time,
        session_id=sent.session_id,
    )
    metrics.listened(actor.id)
    return _shape(listen, accepted=accepted)


def _shape(listen: Listen | None, *, accepted: bool = True) -> ListenShape:
    if listen is None:
        return ListenShape(position_ms=0, client_time=None, heard_at=None)
    return ListenShape(
        position_ms=listen.position_ms, client_time=listen.client_time, heard_at=listen.heard_at, accepted=accepted
    )
