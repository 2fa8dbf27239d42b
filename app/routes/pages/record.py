"""Record: the page of the recorder. What it records goes through the API's recordings and parts."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.config import settings
from app.deps import Actor, Db
from app.domain import purposes
from app.pages import render
from app.playlist_choices import playlist_choices

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
        choices=playlist_choices(session, actor, purpose.playlist.id if purpose.playlist else None),
        max_minutes=settings().recording_max_minutes,
        title_max_chars=settings().title_max_chars,
    )
