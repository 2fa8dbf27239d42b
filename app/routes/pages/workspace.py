"""The workspace's own page: its name. The words that are spoken there: terms.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db
from app.domain import workspaces
from app.errors import Forbidden, Invalid
from app.models import Membership
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()


class WorkspaceForm(BaseModel):
    workspace_name: str = Field(default="", max_length=2_000)


@router.get("/workspace")
def show(request: Request, session: Db, actor: Actor) -> Response:
    if not actor.is_admin:
        raise Forbidden(_("Only the owner and admins change the workspace."))
    workspace = workspaces.get(session, actor)
    return _page(request, session, actor, form=WorkspaceForm(workspace_name=workspace.name))


@router.post("/workspace")
def update(request: Request, session: Db, actor: Actor, form: Annotated[WorkspaceForm, Form()]) -> Response:
    try:
        workspaces.rename(session, actor, name=form.workspace_name)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, session, actor, status=422, form=form, errors=errors)
    response = redirect("/workspace")
    flash(response, _("Saved."))
    return response


def _page(request: Request, session: Session, actor: Membership, **shown: Any) -> Response:
    terms_count = len(workspaces.vocabulary(session, actor.workspace_id))
    return render(request, "workspace/show.html", actor, section="workspace", terms_count=terms_count, **shown)
