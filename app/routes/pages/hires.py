"""Hires: whose mentor I am, where they want help, and when they are asked for a playlist in turn."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id
from app.domain import help_calls, hires, reverse_onboarding
from app.errors import Conflict, Invalid
from app.models import Membership
from app.page_days import parsed
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()


class AnswerForm(BaseModel):
    answer: str = Field(default="", max_length=5_000)


class DayForm(BaseModel):
    asks_back_on: str = Field(default="", max_length=100)


@router.get("/hires")
def index(request: Request, session: Db, actor: Actor) -> Response:
    return _page(request, session, actor)


@router.post("/help-calls/{id}")
def answer(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[AnswerForm, Form()]) -> Response:
    try:
        help_calls.answer(session, actor, id, answer=form.answer)
    except Invalid as refusal:
        errors = {f"answer-{id}": refusal.sentence}
        return _page(request, session, actor, status=422, form=form, answering=id, errors=errors)
    response = redirect("/hires")
    said = _("Your answer stands on their path.") if form.answer.strip() else _("Marked as helped.")
    flash(response, said, undo=f"/help-calls/{id}/reopen")
    return response


@router.post("/help-calls/{id}/reopen")
def reopen(id: Id, session: Db, actor: Actor) -> Response:
    help_calls.reopen(session, actor, id)
    return redirect("/hires")


@router.post("/reverse-onboardings/{id}")
def choose_day(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[DayForm, Form()]) -> Response:
    found = reverse_onboarding.get(session, actor, id)
    try:
        reverse_onboarding.choose_day(found, parsed(form.asks_back_on, field="asks_back_on"))
    except (Invalid, Conflict) as refusal:
        errors = {f"asks_back_on-{id}": refusal.sentence}
        return _page(request, session, actor, status=refusal.status, form=form, choosing=id, errors=errors)
    return redirect("/hires")


def _page(request: Request, session: Session, actor: Membership, **shown: Any) -> Response:
    found = hires.of(session, actor)
    return render(
        request,
        "hires/index.html",
        actor,
        section="people",
        hires=found,
        **{"answering": None, "choosing": None, **shown},
    )
