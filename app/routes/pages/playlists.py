"""Playlists: the wall, one playlist, making and editing it. Its tracks are playlist_items.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import listening, playlist_grants, playlist_shelf, playlists, rights
from app.domain.playlist_grants import Audience
from app.errors import Forbidden, Invalid, StaleVersion
from app.models import Membership, Playlist, PlaylistKind, Right
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/playlists")


class PlaylistForm(BaseModel):
    title: str = Field(default="", max_length=2_000)
    description: str = Field(default="", max_length=20_000)
    audience: Audience = "everyone_adds"


class NewPlaylistForm(PlaylistForm):
    kind: PlaylistKind = PlaylistKind.COLLABORATIVE


class PlaylistEditForm(PlaylistForm):
    version: int | None = None


@router.get("")
def index(request: Request, session: Db, actor: Actor) -> Response:
    cards = playlist_shelf.shelf(session, actor)
    return render(request, "playlists/index.html", actor, section="playlists", cards=cards)


@router.get("/new")
def new(request: Request, actor: Actor) -> Response:
    if actor.is_guest:
        raise Forbidden(_("Guests listen and answer; they do not make playlists."))
    return render(request, "playlists/new.html", actor, section="playlists", form=NewPlaylistForm())


@router.post("")
def create(request: Request, session: Db, actor: Actor, form: Annotated[NewPlaylistForm, Form()]) -> Response:
    try:
        playlist = playlists.create(session, actor, **form.model_dump())
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return render(request, "playlists/new.html", actor, status=422, section="playlists", form=form, errors=errors)
    return redirect(f"/playlists/{playlist.id}")


@router.get("/{id}")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id)
    held = rights.right_on(session, actor, playlist)
    return render(
        request,
        "playlists/show.html",
        actor,
        section="playlists",
        playlist=playlist,
        audience=playlist_grants.audience(session, playlist),
        may_add=rights.includes(held, Right.ADD),
        may_edit=rights.includes(held, Right.EDIT),
        listens=listening.positions(session, actor, [item.track_id for item in playlist.items]),
        **_sums(playlist),
    )


@router.get("/{id}/arrange")
def arrange(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    return render(request, "playlists/arrange.html", actor, section="playlists", playlist=playlist)


@router.get("/{id}/edit")
def edit(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    audience = playlist_grants.audience(session, playlist)
    form = PlaylistForm(title=playlist.title, description=playlist.description, audience=audience)
    return _edit_page(request, actor, playlist, form=form)


@router.post("/{id}")
def update(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[PlaylistEditForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    wanted = form.model_dump(include={"title", "description", "version"})
    try:
        playlists.edit(session, playlist, **wanted)
    except (Invalid, StaleVersion) as refusal:
        errors = {getattr(refusal, "field", "version"): refusal.sentence}
        return _edit_page(request, actor, playlist, status=refusal.status, form=form, errors=errors)
    playlist_grants.set_audience(session, playlist, form.audience)
    return redirect(f"/playlists/{id}")


@router.post("/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    playlists.delete(session, playlist)
    response = redirect("/playlists")
    flash(response, _("“%s” is deleted.") % playlist.title, undo=f"/playlists/{id}/restore")
    return response


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    playlists.restore(session, actor, id)
    return redirect(f"/playlists/{id}")


def _edit_page(request: Request, actor: Membership, playlist: Playlist, **shown: Any) -> Response:
    return render(request, "playlists/edit.html", actor, section="playlists", playlist=playlist, **shown)


def _sums(playlist: Playlist) -> dict[str, Any]:
    """What the head of the page tells: whose voices, how long, whether there is anything to play."""
    tracks = [item.track for item in playlist.items]
    voices = {track.author_id: track.author for track in tracks}
    return {
        "voices": list(voices.values()),
        "total_ms": sum(track.recording.duration_ms or 0 for track in tracks),
        "playable": any(track.recording.is_playable for track in tracks),
    }
