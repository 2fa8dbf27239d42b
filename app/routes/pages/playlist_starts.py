"""What a playlist starts from: the choice of templates, the form filled in from one, and templates of one’s own."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlmodel import Session

from app.deps import Actor, Db, Id, opaque_id
from app.domain import outlines, playlists, templates
from app.domain.templates import Start
from app.errors import Invalid, NotFound
from app.models import Membership, Playlist, PlaylistKind, Right
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()


@router.post("/playlists/{id}/template")
def save(id: Id, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    try:
        made = templates.save(session, actor, playlist)
    except Invalid as refusal:
        response = redirect(f"/playlists/{id}/outline")
        flash(response, refusal.sentence)
        return response
    response = redirect(f"/playlists/{id}")
    flash(response, _("Everybody here can now start from “%s”.") % made.title, undo=f"/templates/{made.id}/delete")
    return response


@router.post("/templates/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    gone = templates.delete(session, actor, id)
    response = redirect("/playlists/new")
    flash(response, _("The template “%s” is deleted.") % gone.title, undo=f"/templates/{id}/restore")
    return response


@router.post("/templates/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    templates.restore(session, actor, id)
    return redirect("/playlists/new")


def choice(request: Request, session: Session, actor: Membership) -> Response:
    """The page that asks what to start from."""
    starts = templates.everything(session, actor)
    return render(request, "playlists/starts.html", actor, section="playlists", starts=starts)


def filled(session: Session, actor: Membership, *, template: str, kind: str) -> dict[str, Any]:
    """What the form of a new playlist begins with; nothing when neither a template nor a kind was chosen."""
    start = find(session, actor, template)
    if start is not None:
        words = {"title": start.title, "description": start.description, "guidelines": start.guidelines}
        return words | {"template": template, **_by_kind(start.kind)}
    return _by_kind(PlaylistKind(kind)) if kind in set(PlaylistKind) else {}


def find(session: Session, actor: Membership, template: str) -> Start | None:
    """The template of this id; None for one that is gone, or for none."""
    try:
        return templates.get(session, actor, opaque_id(template))
    except NotFound:
        return None


def take_cards(session: Session, actor: Membership, playlist: Playlist, template: str) -> None:
    """Give a new playlist the cards of the template it started from."""
    start = find(session, actor, template)
    if start is not None:
        outlines.write(session, playlist, start.lines)


def _by_kind(kind: PlaylistKind) -> dict[str, Any]:
    return {"kind": kind, "audience": playlists.FITTING_AUDIENCE[kind]}
