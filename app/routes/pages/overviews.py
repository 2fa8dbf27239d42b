"""The overview of a playlist: every answer in its own sentences, with links to the moments. Made to be printed, too."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.deps import Actor, Db, Id
from app.domain import overviews, playlists
from app.pages import render
from app.routes.pages.problems import voices

router = APIRouter()


@router.get("/playlists/{id}/overview")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id)
    overview = overviews.overview(session, playlist)
    return render(
        request,
        "playlists/overview.html",
        actor,
        section="playlists",
        playlist=playlist,
        overview=overview,
        voices=voices(session, actor, overview.solutions),
        playable=any(one.item.track.recording.is_playable for one in overview.solutions),
    )
