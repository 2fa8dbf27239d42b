"""Import: the page that brings files in. They go through the same API as recordings, cut into parts by the browser."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from app.config import settings
from app.deps import Actor, Db
from app.models import Membership
from app.pages import render
from app.playlist_choices import playlist_choices
from app.web_manifest import SHARED_PATH

router = APIRouter()
# Named one by one: with audio/* alone an iPhone greys out voice memos.
ACCEPTED = (
    ".m4a,.mp3,.wav,.ogg,.oga,.opus,.webm,.mp4,.aac,.flac,.mov,audio/mp4,audio/x-m4a,audio/mpeg,audio/wav,audio/ogg,"
    "audio/opus,audio/webm,audio/aac,audio/flac,video/mp4,video/webm,video/quicktime"
)


@router.get("/import")
def show(request: Request, session: Db, actor: Actor, playlist: str = "") -> HTMLResponse:
    return page(request, session, actor, playlist_id=playlist)


@router.post(SHARED_PATH, max_body_size=settings().recording_max_bytes)
def shared(request: Request, session: Db, actor: Actor) -> HTMLResponse:
    """A file that another app shares is taken by the service worker. Where none runs, it is chosen here once more.

    What was sent is not even read.
    """
    return page(request, session, actor, status=422, is_refused=True)


def page(request: Request, session: Session, actor: Membership, status: int = 200, **shown: Any) -> HTMLResponse:
    """The page that takes files; `is_refused` says that a shared one did not come along."""
    return render(
        request,
        "imports/show.html",
        actor,
        status=status,
        section="record",
        choices=playlist_choices(session, actor, shown.get("playlist_id")),
        accepted=ACCEPTED,
        max_bytes=settings().recording_max_bytes,
        **{"playlist_id": "", "is_refused": False, **shown},
    )
