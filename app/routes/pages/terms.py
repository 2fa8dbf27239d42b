"""The vocabulary: what the speech model is told, where each term came from, teaching one and taking it back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import corrections, vocabulary
from app.errors import Invalid
from app.models import Segment, Term
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _
from app.words import ngettext

router = APIRouter()


class TermsForm(BaseModel):
    """`spellings`: one a line."""

    spellings: str = Field(default="", max_length=100_000)


@router.get("/vocabulary")
def index(request: Request, session: Db, actor: Actor) -> Response:
    taught = vocabulary.of(session, actor)
    return render(request, "vocabulary/index.html", actor, section="workspace", taught=taught, form=TermsForm())


@router.post("/vocabulary")
def write_down(request: Request, session: Db, actor: Actor, form: Annotated[TermsForm, Form()]) -> Response:
    try:
        terms = vocabulary.write_down(session, actor, lines=form.spellings)
    except Invalid as refusal:
        shown = {"taught": vocabulary.of(session, actor), "form": form, "errors": {refusal.field: refusal.sentence}}
        return render(request, "vocabulary/index.html", actor, status=422, section="workspace", **shown)
    response = redirect("/vocabulary")
    if not terms:
        flash(response, _("These words were there already."))
    else:
        flash(response, ngettext("%(num)s word is new.", "%(num)s words are new.", len(terms)) % {"num": len(terms)})
    return response


@router.post("/segments/{id}/terms")
def teach(id: Id, session: Db, actor: Actor, form: Annotated[TermsForm, Form()]) -> Response:
    segment = corrections.get_segment(session, actor, id)
    terms = vocabulary.teach(session, actor, segment, spellings=form.spellings.splitlines())
    return _told(redirect(f"/tracks/{segment.track_id}#segment-{id}"), terms)


@router.post("/vocabulary/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    term = vocabulary.get(session, actor, id)
    vocabulary.remove(actor, term)
    response = redirect("/vocabulary")
    flash(response, _("“%s” is forgotten.") % term.spelling, undo=f"/vocabulary/{id}/restore")
    return response


@router.post("/vocabulary/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    vocabulary.restore(session, actor, vocabulary.get(session, actor, id))
    return redirect("/vocabulary")


def offer(response: Response, segment: Segment, spellings: list[str]) -> Response:
    """After a correction: one tap teaches what it brought to light. Says nothing when that is nothing."""
    if spellings:
        sentence = _("Saved. Teach Lorecast %s?") % ", ".join(f"“{spelling}”" for spelling in spellings)
        fields = {"spellings": "\n".join(spellings)}
        flash(response, sentence, undo=f"/segments/{segment.id}/terms", fields=fields, label=_("Teach it"))
    return response


def _told(response: Response, terms: list[Term]) -> Response:
    if not terms:
        flash(response, _("Lorecast knew this already."))
    elif len(terms) == 1:
        sentence = _("“%s” is taught to Lorecast.") % terms[0].spelling
        flash(response, sentence, undo=f"/vocabulary/{terms[0].id}/delete")
    else:
        flash(response, _("These words are taught to Lorecast."))
    return response
