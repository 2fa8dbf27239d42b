"""The workspace: its name, and the words that are spoken there."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db
from app.domain import workspaces
from app.errors import Forbidden, Invalid
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()


class WorkspaceForm(BaseModel):
    workspace_name: str = Field(default="", max_length=2_000)
    vocabulary: str = Field(default="", max_length=100_000)


@router.get("/workspace")
def show(request: Request, session: Db, actor: Actor) -> Response:
    if not actor.is_admin:
        raise Forbidden(_("Only the owner and admins change the workspace."))
    workspace = workspaces.get(session, actor)
    form = WorkspaceForm(workspace_name=workspace.name, vocabulary=workspace.vocabulary)
    return render(request, "workspace/show.html", actor, section="workspace", form=form)


@router.post("/workspace")
def update(request: Request, session: Db, actor: Actor, form: Annotated[WorkspaceForm, Form()]) -> Response:
    try:
        workspaces.update(session, actor, name=form.workspace_name, vocabulary=form.vocabulary)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return render(request, "workspace/show.html", actor, status=422, section="workspace", form=form, errors=errors)
    response = redirect("/workspace")
    flash(response, _("Saved. New recordings are written down with these words in mind."))
    return response
