"""Questions without a name. This route leaves no line in the log (app/logs.py) and no trace of when it was used."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from app.deps import Db, Id, UnnotedActor
from app.domain import questions, tracks
from app.errors import Invalid
from app.moments import parsed_ms
from app.page_flash import flash
from app.pages import redirect
from app.routes.pages.notes import NoteForm, new_page
from app.words import gettext as _

router = APIRouter(prefix="/tracks/{id}/questions")


@router.post("")
def ask(id: Id, request: Request, session: Db, actor: UnnotedActor, form: Annotated[NoteForm, Form()]) -> Response:
    track = tracks.get(session, actor, id)
    try:
        questions.ask(session, actor, track, text=form.text, at_ms=parsed_ms(form.at))
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return new_page(request, actor, track, parent=None, form=form, errors=errors, questions_open=True)
    response = redirect(f"/tracks/{id}#notes")
    flash(response, _("Your question stands there without a name. Nobody can tell who asked."))
    return response
