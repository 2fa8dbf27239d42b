"""The tracks of a playlist: adding from the library, ordering, removing with a way back."""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id, opaque_id
from app.domain import acceptances, contributions, playlist_order, playlists, tracks
from app.models import Contribution, Playlist, PlaylistItem, PlaylistKind, Right
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/playlists/{id}/items")


def _item_id(item: Annotated[str, Path()]) -> uuid.UUID:
    return opaque_id(item)


ItemId = Annotated[uuid.UUID, Depends(_item_id)]


class NewItemForm(BaseModel):
    """`to` and `accepted` put a removed track back as it was; `back` returns to the list that adds more."""

    track_id: str
    contribution: Contribution | None = None
    to: int | None = Field(default=None, ge=0, le=1_000_000)
    accepted: bool = False
    back: str = ""


class MoveForm(BaseModel):
    to: int = Field(ge=-1, le=1_000_000)


@router.get("")
def index(id: Id, request: Request, session: Db, actor: Actor, cursor: str | None = None) -> Response:
    playlist = playlists.get(session, actor, id, Right.ADD)
    page = tracks.library(session, actor, cursor=cursor)
    shown: dict[str, Any] = {"playlist": playlist, "page": page, "held": {item.track_id for item in playlist.items}}
    kinds = list(Contribution) if playlist.kind == PlaylistKind.COLLABORATIVE else []
    return render(request, "playlists/items.html", actor, section="playlists", kinds=kinds, **shown)


@router.post("")
def add(id: Id, session: Db, actor: Actor, form: Annotated[NewItemForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT if form.accepted else Right.ADD)
    track = tracks.get(session, actor, opaque_id(form.track_id))
    item = playlist_order.add(session, actor, playlist, track, contribution=form.contribution)
    if form.to is not None:
        playlist_order.move(session, playlist, item.id, form.to)
    if form.accepted:
        acceptances.mark(session, actor, item)
    if form.back != "items":
        return redirect(f"/playlists/{id}")
    response = redirect(f"/playlists/{id}/items")
    flash(response, _("“%s” is in the playlist.") % track.title)
    return response


@router.post("/{item}/move")
def move(id: Id, item: ItemId, session: Db, actor: Actor, form: Annotated[MoveForm, Form()]) -> Response:
    playlist_order.move(session, playlists.get(session, actor, id, Right.EDIT), item, form.to)
    return redirect(f"/playlists/{id}/arrange")


@router.post("/{item}/delete")
def remove(id: Id, item: ItemId, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    fields = _as_it_was(playlist, contributions.item_of(playlist, item))
    track_id = playlist_order.remove(session, playlist, item)
    response = redirect(f"/playlists/{id}/arrange")
    _say_removed(response, id, fields, bool(tracks.among(session, actor, [track_id])))
    return response


def _as_it_was(playlist: Playlist, item: PlaylistItem) -> dict[str, str]:
    """What undo needs to put a track back; what came of it is kept with the playlist."""
    fields = {"track_id": str(item.track_id), "to": str(playlist.items.index(item))}
    fields |= {"contribution": item.contribution} if item.contribution else {}
    return fields | ({"accepted": "true"} if item.accepted_at else {})


def _say_removed(response: Response, id: uuid.UUID, fields: dict[str, str], can_undo: bool) -> None:
    """Somebody else's track that stood only here is now its author's alone: then there is no way back to offer."""
    if can_undo:
        flash(response, _("The track is off this playlist."), undo=f"/playlists/{id}/items", fields=fields)
    else:
        flash(response, _("The track is off this playlist. It stood nowhere else, so only its author hears it now."))
