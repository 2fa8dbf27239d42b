"""The listening queue: I have so many minutes, what do I hear?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.deps import Actor, Db
from app.domain import listening_queue
from app.domain.listening_queue import USUAL_MINUTES, ListeningQueue
from app.errors import Invalid
from app.pages import render

router = APIRouter()
DIGITS_MAX = 6


@router.get("/queue")
def show(
    request: Request, session: Db, actor: Actor, minutes: Annotated[str, Query(max_length=100)] = str(USUAL_MINUTES[1])
) -> Response:
    queue, status, errors = None, 200, {}
    try:
        queue = listening_queue.build(session, actor, minutes=_whole(minutes))
    except Invalid as refusal:
        status, errors = 422, {refusal.field: refusal.sentence}
    shown = {"minutes": minutes, "usual_minutes": USUAL_MINUTES, "parts": _parts(queue)}
    return render(request, "queue/show.html", actor, section="home", status=status, queue=queue, errors=errors, **shown)


def _parts(queue: ListeningQueue | None) -> list[tuple[str, list[listening_queue.QueuedTrack]]]:
    """What comes from where, in the order of the queue."""
    found = [(source.value, queue.of(source)) for source in listening_queue.Source] if queue else []
    return [(source, queued) for source, queued in found if queued]


def _whole(text: str) -> int:
    """What was typed as minutes; what is no such number is none at all."""
    typed = text.strip()
    return int(typed) if typed.isdecimal() and len(typed) <= DIGITS_MAX else 0
