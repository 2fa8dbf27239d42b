"""Leaving: a person deletes their own account."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db
from app.domain import accounts
from app.domain.leaving import Fate
from app.errors import Invalid
from app.models import Membership
from app.pages import redirect, render
from app.security import clear_session_cookie
from app.words import gettext as _

router = APIRouter(prefix="/you/leaving")


class LeavingForm(BaseModel):
    fate: Fate = Fate.NAMELESS
    password: str = Field(default="", max_length=1_000)


@router.get("")
def show(request: Request, actor: Actor) -> Response:
    return _page(request, actor, form=LeavingForm())


@router.post("")
def leave(request: Request, session: Db, actor: Actor, form: Annotated[LeavingForm, Form()]) -> Response:
    try:
        accounts.close(session, actor.person, password=form.password, fate=form.fate)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, actor, status=422, form=form, errors=errors)
    response = redirect("/")
    clear_session_cookie(response)
    return response


def _page(request: Request, actor: Membership, **shown: Any) -> Response:
    fates = [
        (Fate.NAMELESS, _("Keep it, without my name"), _("It stands there as that of a former member.")),
        (Fate.ERASE, _("Delete it"), _("Every track and note of mine goes, out of every playlist.")),
    ]
    return render(request, "you/leaving.html", actor, section="you", fates=fates, **shown)
