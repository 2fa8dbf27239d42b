"""The library: every track the member may hear."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.deps import Actor, Db
from app.domain import listening, tracks
from app.pages import render

router = APIRouter()


@router.get("/library")
def index(request: Request, session: Db, actor: Actor, mine: bool = False, cursor: str | None = None) -> Response:
    page = tracks.library(session, actor, author_id=actor.id if mine else None, cursor=cursor)
    listens = listening.positions(session, actor, [track.id for track in page.items])
    return render(request, "library/index.html", actor, section="library", page=page, listens=listens, mine=mine)
