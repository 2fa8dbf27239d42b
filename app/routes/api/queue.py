"""The listening queue: what fits into the minutes a member has, at their playback speed."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from app.deps import Actor, Db
from app.domain import listening_queue
from app.domain.listening_queue import MINUTES_MAX, QueuedTrack, Source
from app.routes.api.shapes import TrackShape

router = APIRouter(tags=["listening"])


class QueuedTrackShape(BaseModel):
    """`position_ms` is where the member goes on; `left_ms` is sound at speed 1."""

    track: TrackShape
    source: Source
    playlist_id: uuid.UUID | None
    position_ms: int
    left_ms: int

    @classmethod
    def of(cls, queued: QueuedTrack) -> "QueuedTrackShape":
        return cls(
            track=TrackShape.of(queued.track),
            source=queued.source,
            playlist_id=queued.playlist.id if queued.playlist else None,
            position_ms=queued.listen.position_ms if queued.listen else 0,
            left_ms=queued.left_ms,
        )


class QueueShape(BaseModel):
    """`left_at_my_speed_ms` is what it takes, never more than the minutes."""

    minutes: int
    left_ms: int
    left_at_my_speed_ms: int
    items: list[QueuedTrackShape]


@router.get("/queue")
def show(session: Db, actor: Actor, minutes: Annotated[int, Query(ge=1, le=MINUTES_MAX)]) -> QueueShape:
    """First what the member is asked to hear, then the rest of playlists they have begun, then what is new to them."""
    queue = listening_queue.build(session, actor, minutes=minutes)
    items = [QueuedTrackShape.of(queued) for queued in queue.tracks]
    taken_ms = queue.left_at(actor.person.playback_speed)
    return QueueShape(minutes=minutes, left_ms=queue.left_ms, left_at_my_speed_ms=taken_ms, items=items)
