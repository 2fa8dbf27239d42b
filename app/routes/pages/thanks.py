"""Thanks: a tap, and a tap to take it back."""

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import thanks, tracks
from app.models import ThanksKind
from app.pages import redirect

router = APIRouter(prefix="/tracks/{id}/thanks/{kind}")


class ThanksForm(BaseModel):
    """`text` may say what it was used for."""

    text: str = Field(default="", max_length=thanks.TEXT_MAX_CHARS)


@router.post("")
def leave(id: Id, kind: ThanksKind, session: Db, actor: Actor, form: Annotated[ThanksForm, Form()]) -> Response:
    thanks.leave(session, actor, tracks.get(session, actor, id), kind, text=form.text)
    return redirect(f"/tracks/{id}#thanks")


@router.post("/delete")
def take_back(id: Id, kind: ThanksKind, session: Db, actor: Actor) -> Response:
    thanks.take_back(session, actor, tracks.get(session, actor, id), kind)
    return redirect(f"/tracks/{id}#thanks")
