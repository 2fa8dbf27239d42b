"""Deleting the workspace, and the page by whose address it is brought back. Nobody is signed in there any more."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.config import settings
from app.deps import Actor, Db
from app.domain import memberships, workspace_ends, workspaces
from app.errors import Forbidden, Invalid
from app.models import Membership, Role
from app.models.base import now
from app.page_addresses import absolute
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()


class DeletionForm(BaseModel):
    typed_name: str = Field(default="", max_length=2_000)


@router.get("/workspace/deletion")
def confirm(request: Request, session: Db, actor: Actor) -> Response:
    if actor.role != Role.OWNER:
        raise Forbidden(_("Only an owner deletes the workspace."))
    return _page(request, session, actor, form=DeletionForm())


@router.post("/workspace/deletion")
def delete(request: Request, session: Db, actor: Actor, form: Annotated[DeletionForm, Form()]) -> Response:
    try:
        secret = workspace_ends.delete_workspace(session, actor, typed_name=form.typed_name)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, session, actor, status=422, form=form, errors=errors)
    return redirect(f"/deleted-workspaces/{secret}")


@router.get("/deleted-workspaces/{token}")
def show(token: str, request: Request, session: Db) -> Response:
    workspace = workspace_ends.find(session, token)
    path = f"/deleted-workspaces/{token}"
    return render(
        request,
        "workspace/deleted.html",
        workspace=workspace,
        gone_at=(workspace.deleted_at or now()) + timedelta(days=settings().undo_days),
        path=path,
        address=absolute(request, path),
    )


@router.post("/deleted-workspaces/{token}/restore")
def restore(token: str, session: Db) -> Response:
    workspace_ends.restore(workspace_ends.find(session, token))
    return redirect("/")


def _page(request: Request, session: Session, actor: Membership, **shown: Any) -> Response:
    workspace = workspaces.get(session, actor)
    members_count = len(memberships.everyone(session, actor))
    whole = {"workspace": workspace, "members_count": members_count, **shown}
    return render(request, "workspace/deletion.html", actor, section="workspace", **whole)
