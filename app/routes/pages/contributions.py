"""Contributions on the page: saying what a track is to the problem, and accepting a solution."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response
from pydantic import BaseModel

from app.deps import Actor, Db, Id
from app.domain import acceptances, contributions, playlists
from app.models import Contribution, Right
from app.page_flash import flash
from app.pages import redirect
from app.routes.pages.playlist_items import ItemId
from app.words import gettext as _

router = APIRouter(prefix="/playlists/{id}/items/{item}")


class ContributionForm(BaseModel):
    contribution: Contribution


@router.post("")
def classify(id: Id, item: ItemId, session: Db, actor: Actor, form: Annotated[ContributionForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id, Right.ADD)
    contributions.classify(session, actor, playlist, contributions.item_of(playlist, item), form.contribution)
    return redirect(f"/playlists/{id}")


@router.post("/acceptance")
def accept(id: Id, item: ItemId, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    found = contributions.item_of(playlist, item)
    acceptances.accept(session, actor, playlist, found)
    response = redirect(f"/playlists/{id}")
    undo = f"/playlists/{id}/items/{item}/acceptance/delete"
    flash(response, _("“%s” is accepted: it stands first now.") % found.track.title, undo=undo)
    return response


@router.post("/acceptance/delete")
def withdraw(id: Id, item: ItemId, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    acceptances.withdraw(session, contributions.item_of(playlist, item))
    response = redirect(f"/playlists/{id}")
    flash(response, _("No longer accepted."), undo=f"/playlists/{id}/items/{item}/acceptance")
    return response
