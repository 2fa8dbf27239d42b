"""API tokens: made and taken back on the page about oneself. A new one is shown once and is in no address."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from app.deps import Actor, Db, Id, Signed
from app.domain import tokens
from app.errors import Invalid
from app.page_flash import flash
from app.pages import redirect
from app.routes.pages import you
from app.words import gettext as _

router = APIRouter(prefix="/you/tokens")


@router.post("")
def issue(
    request: Request,
    session: Db,
    actor: Actor,
    login: Signed,
    token_name: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    try:
        token = tokens.issue(session, actor, name=token_name)
    except Invalid as refusal:
        errors = {"token_name": refusal.sentence}
        return you.page(request, session, actor, login, status=422, errors=errors)
    return you.page(request, session, actor, login, new_token=token)


@router.post("/{id}/revoke")
def revoke(id: Id, session: Db, actor: Actor) -> Response:
    tokens.revoke(session, actor, id)
    response = redirect("/you#tokens")
    flash(response, _("The token is taken back: it no longer works."))
    return response
