"""Record: the page of the recorder. What it records goes through the API's recordings and parts."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.config import settings
from app.deps import Actor, Db
from app.domain import playlists, purposes
from app.pages import render

router = APIRouter()


@router.get("/record")
def show(request: Request, session: Db, actor: Actor) -> HTMLResponse:
    """The query says what the recording is for; domain/purposes.py reads it."""
    purpose = purposes.read(session, actor, request.query_params)
    return render(
        request,
        "record/show.html",
        actor,
        section="record",
        purpose=purpose,
        choices=[(str(one.id), one.title) for one in playlists.addable(session, actor)],
        max_minutes=settings().recording_max_minutes,
        title_max_chars=settings().title_max_chars,
    )
