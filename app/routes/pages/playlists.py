"""Playlists: the wall, one playlist, making and editing it. Its tracks are playlist_items.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id
from app.domain import listening, outlines, playlist_grants, playlist_shelf, playlists, questions, rights
from app.domain.playlist_grants import Audience
from app.errors import Forbidden, Invalid, StaleVersion
from app.models import Membership, Playlist, PlaylistKind, Right
from app.page_flash import flash
from app.pages import redirect, render
from app.routes.pages import playlist_starts
from app.routes.pages.assignments import path_head
from app.routes.pages.problems import own_tracks, problem_page, save_problem
from app.words import gettext as _

router = APIRouter(prefix="/playlists")


class PlaylistForm(BaseModel):
    title: str = Field(default="", max_length=2_000)
    description: str = Field(default="", max_length=20_000)
    guidelines: str = Field(default="", max_length=20_000)
    due_at: str = Field(default="", max_length=100)
    audience: Audience = "everyone_adds"


class NewPlaylistForm(PlaylistForm):
    kind: PlaylistKind = PlaylistKind.COLLABORATIVE
    template: str = ""


class PlaylistEditForm(PlaylistForm):
    anonymous_on: bool = False
    problem_track_id: str = ""
    version: int | None = None


@router.get("")
def index(request: Request, session: Db, actor: Actor, cursor: str | None = None) -> Response:
    shelf = playlist_shelf.shelf(session, actor, cursor=cursor)
    return render(request, "playlists/index.html", actor, section="playlists", cards=shelf.cards, shelf=shelf)


@router.get("/new")
def new(request: Request, session: Db, actor: Actor, template: str = "", kind: str = "") -> Response:
    if actor.is_guest:
        raise Forbidden(_("Guests listen and answer; they do not make playlists."))
    filled = playlist_starts.filled(session, actor, template=template, kind=kind)
    if not filled:
        return playlist_starts.choice(request, session, actor)
    return _new_page(request, session, actor, NewPlaylistForm(**filled))


@router.post("")
def create(request: Request, session: Db, actor: Actor, form: Annotated[NewPlaylistForm, Form()]) -> Response:
    try:
        with session.begin_nested():
            playlist = playlists.create(session, actor, **form.model_dump(exclude={"due_at", "template"}))
            playlist_starts.take_cards(session, actor, playlist, form.template)
            save_problem(session, actor, playlist, due_at=form.due_at, problem_track_id="")
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _new_page(request, session, actor, form, status=422, errors=errors)
    return redirect(f"/playlists/{playlist.id}")


@router.get("/{id}")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    return page(request, session, actor, playlists.get(session, actor, id))


def page(request: Request, session: Session, actor: Membership, playlist: Playlist, **shown: Any) -> Response:
    """The page of a playlist of `playlists.get`; `shown` is what a refused form on it has to say."""
    held = rights.right_on(session, actor, playlist)
    listens = listening.positions(session, actor, [item.track_id for item in playlist.items])
    return render(
        request,
        "playlists/show.html",
        actor,
        section="playlists",
        playlist=playlist,
        problem=problem_page(session, actor, playlist),
        outline=outlines.of(session, playlist),
        audience=playlist_grants.audience(session, playlist),
        may_add=rights.includes(held, Right.ADD),
        may_edit=rights.includes(held, Right.EDIT),
        listens=listens,
        **path_head(session, actor, playlist, listens),
        **_sums(playlist),
        **shown,
    )


@router.get("/{id}/arrange")
def arrange(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    return render(request, "playlists/arrange.html", actor, section="playlists", playlist=playlist)


@router.get("/{id}/edit")
def edit(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    form = PlaylistEditForm(
        title=playlist.title,
        description=playlist.description,
        guidelines=playlist.guidelines,
        due_at=playlist.due_at.date().isoformat() if playlist.due_at else "",
        problem_track_id=str(playlist.problem_track_id or ""),
        anonymous_on=playlist.anonymous_at is not None,
        audience=playlist_grants.audience(session, playlist),
    )
    return _edit_page(request, session, actor, playlist, form=form)


@router.post("/{id}")
def update(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[PlaylistEditForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    wanted = form.model_dump(include={"title", "description", "guidelines", "version"})
    try:
        with session.begin_nested():
            playlists.edit(session, playlist, **wanted)
            save_problem(session, actor, playlist, **form.model_dump(include={"due_at", "problem_track_id"}))
    except (Invalid, StaleVersion) as refusal:
        errors = {getattr(refusal, "field", "version"): refusal.sentence}
        return _edit_page(request, session, actor, playlist, status=refusal.status, form=form, errors=errors)
    playlist_grants.set_audience(session, playlist, form.audience)
    questions.allow(playlist, on=form.anonymous_on)
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


def _new_page(request: Request, session: Session, actor: Membership, form: NewPlaylistForm, **shown: Any) -> Response:
    start = playlist_starts.find(session, actor, form.template)
    return render(request, "playlists/new.html", actor, section="playlists", form=form, start=start, **shown)


def _edit_page(request: Request, session: Session, actor: Membership, playlist: Playlist, **shown: Any) -> Response:
    own = own_tracks(session, actor, playlist)
    return render(request, "playlists/edit.html", actor, section="playlists", playlist=playlist, own=own, **shown)


def _sums(playlist: Playlist) -> dict[str, Any]:
    """What the head of the page tells: whose voices, how long, whether there is anything to play."""
    tracks = [item.track for item in playlist.items]
    voices = {track.author_id: track.author for track in tracks}
    return {
        "voices": list(voices.values()),
        "total_ms": sum(track.recording.duration_ms or 0 for track in tracks),
        "playable": any(track.recording.is_playable for track in tracks),
    }
