"""Search: a box, and the moments at which it was said."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.deps import Actor, Db, opaque_id
from app.domain import memberships, playlist_shelf, playlists, search
from app.pages import render

router = APIRouter()
HITS = 30
SHELF_LENGTH = 8
Filter = Annotated[str, Query(max_length=100)]


@router.get("/search")
def index(
    request: Request,
    session: Db,
    actor: Actor,
    q: Annotated[str, Query(max_length=500)] = "",
    author: Filter = "",
    playlist: Filter = "",
) -> Response:
    found = search.find(session, actor, q, author_id=_id(author), playlist_id=_id(playlist), limit=HITS)
    return render(
        request,
        "search/index.html",
        actor,
        section="search",
        query=q.strip(),
        author=author,
        playlist=playlist,
        members=memberships.everyone(session, actor),
        playlists=playlists.choosable(session, actor, _id(playlist)),
        cards=playlist_shelf.shelf(session, actor, limit=SHELF_LENGTH).cards,
        found=found,
    )


def _id(chosen: str) -> uuid.UUID | None:
    return opaque_id(chosen) if chosen else None
