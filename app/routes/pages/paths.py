"""The path: what I am asked to hear, what I share of it, and where I ask for help."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id, opaque_id
from app.domain import assignments, help_calls, paths, shared_progress
from app.errors import Invalid
from app.models import Membership
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()


class HelpForm(BaseModel):
    track_id: str = Field(default="", max_length=100)
    sentence: str = Field(default="", max_length=5_000)


@router.get("/path")
def show(request: Request, session: Db, actor: Actor) -> Response:
    return _page(request, session, actor)


@router.post("/assignments/{id}/sharing")
def share(id: Id, session: Db, actor: Actor) -> Response:
    assignment = assignments.get_as_hire(session, actor, id)
    shared_progress.share(assignment)
    response = redirect(f"/path#step-{id}")
    name = assignment.mentor.person.name
    flash(
        response, _("%s sees from now on which tracks you have heard.") % name, undo=f"/assignments/{id}/sharing/delete"
    )
    return response


@router.post("/assignments/{id}/sharing/delete")
def keep(id: Id, session: Db, actor: Actor) -> Response:
    assignment = assignments.get_as_hire(session, actor, id)
    shared_progress.keep(assignment)
    response = redirect(f"/path#step-{id}")
    flash(response, _("%s no longer sees what you have heard.") % assignment.mentor.person.name)
    return response


@router.post("/assignments/{id}/help-calls")
def call(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[HelpForm, Form()]) -> Response:
    assignment = assignments.get_as_hire(session, actor, id)
    try:
        chosen = opaque_id(form.track_id) if form.track_id else None
        help_calls.call(session, actor, assignment, chosen, sentence=form.sentence)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, session, actor, status=422, form=form, asking=id, errors=errors)
    response = redirect(f"/path#step-{id}")
    flash(response, _("%s sees that you would like help here.") % assignment.mentor.person.name)
    return response


@router.post("/help-calls/{id}/delete")
def withdraw(id: Id, session: Db, actor: Actor) -> Response:
    gone = help_calls.withdraw(session, actor, id)
    response = redirect(f"/path#step-{gone.assignment_id}")
    flash(response, _("Taken back."), undo=f"/help-calls/{id}/restore")
    return response


@router.post("/help-calls/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    return redirect(f"/path#step-{help_calls.restore(session, actor, id).assignment_id}")


def _page(request: Request, session: Session, actor: Membership, **shown: Any) -> Response:
    steps = paths.of(session, actor)
    return render(
        request,
        "paths/show.html",
        actor,
        section="home",
        steps=steps,
        whole=paths.whole(steps),
        **{"asking": None, "form": HelpForm(), **shown},
    )
