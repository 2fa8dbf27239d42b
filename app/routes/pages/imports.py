"""Import: the page that brings files in. They go through the same API as recordings, cut into parts by the browser."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.config import settings
from app.deps import Actor, Db
from app.domain import playlists
from app.pages import render

router = APIRouter()
# Named one by one: with audio/* alone an iPhone greys out voice memos.
ACCEPTED = (
    ".m4a,.mp3,.wav,.ogg,.oga,.opus,.webm,.mp4,.aac,.flac,.mov,audio/mp4,audio/x-m4a,audio/mpeg,audio/wav,audio/ogg,"
    "audio/opus,audio/webm,audio/aac,audio/flac,video/mp4,video/webm,video/quicktime"
)


@router.get("/import")
def show(request: Request, session: Db, actor: Actor, playlist: str = "") -> HTMLResponse:
    return render(
        request,
        "imports/show.html",
        actor,
        section="record",
        choices=[(str(one.id), one.title) for one in playlists.addable(session, actor)],
        playlist_id=playlist,
        accepted=ACCEPTED,
        max_bytes=settings().recording_max_bytes,
    )
