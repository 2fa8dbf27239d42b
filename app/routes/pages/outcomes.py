"""Outcomes on the page of a playlist: one tap says whether a solution worked, a sentence or a voice note says more."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id, opaque_id
from app.domain import contributions, outcomes, playlists, tracks
from app.errors import Invalid
from app.models import OutcomeResult
from app.page_flash import flash
from app.pages import redirect
from app.routes.pages import playlists as playlist_pages
from app.routes.pages.playlist_items import ItemId
from app.words import gettext as _

router = APIRouter()


class VoiceForm(BaseModel):
    """A voice note that was deleted, for undo."""

    track_id: str


class OutcomeForm(BaseModel):
    result: OutcomeResult
    sentence: str = Field(default="", max_length=20_000)


@router.post("/playlists/{id}/items/{item}/outcomes")
def leave(
    id: Id, item: ItemId, request: Request, session: Db, actor: Actor, form: Annotated[OutcomeForm, Form()]
) -> Response:
    playlist = playlists.get(session, actor, id)
    found = contributions.item_of(playlist, item)
    try:
        outcomes.leave(session, actor, playlist, found, **form.model_dump())
    except Invalid as refusal:
        shown = {"form": {"item": item, **form.model_dump()}, "errors": {refusal.field: refusal.sentence}}
        return playlist_pages.page(request, session, actor, playlist, status=422, **shown)
    return redirect(f"/playlists/{id}#item-{item}")


@router.post("/outcomes/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    outcome = outcomes.get(session, actor, id)
    outcomes.delete(session, actor, outcome)
    response = redirect(f"/playlists/{outcome.playlist_id}")
    flash(response, _("Your outcome is taken back."), undo=f"/outcomes/{id}/restore")
    return response


@router.post("/outcomes/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    return redirect(f"/playlists/{outcomes.restore(session, actor, id).playlist_id}")


@router.post("/outcomes/{id}/voice")
def say_again(id: Id, session: Db, actor: Actor, form: Annotated[VoiceForm, Form()]) -> Response:
    outcome = outcomes.get(session, actor, id)
    voice = tracks.restore(session, actor, opaque_id(form.track_id))
    outcomes.say(session, actor, outcome, voice)
    return redirect(f"/playlists/{outcome.playlist_id}")


@router.post("/outcomes/{id}/voice/delete")
def be_silent(id: Id, session: Db, actor: Actor) -> Response:
    outcome = outcomes.get(session, actor, id)
    fields = {"track_id": str(outcome.voice_track_id)}
    outcomes.say(session, actor, outcome, None)
    response = redirect(f"/playlists/{outcome.playlist_id}")
    flash(response, _("The voice note is deleted."), undo=f"/outcomes/{id}/voice", fields=fields)
    return response
