"""You: name and habits, and the browsers signed in. API tokens are tokens.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id, Signed
from app.domain import login_sessions, people, tokens
from app.errors import Invalid, SignedOut
from app.models import LoginSession, Membership
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/you")
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class YouForm(BaseModel):
    name: str = Field(default="", max_length=1_000)
    playback_speed: float = Field(default=1.0, ge=0.5, le=3.0)
    shortcuts_on: bool = False
    skips_silence: bool = False


@router.get("")
def show(request: Request, session: Db, actor: Actor, login: Signed) -> Response:
    return page(request, session, actor, login)


@router.post("")
def update(request: Request, session: Db, actor: Actor, login: Signed, form: Annotated[YouForm, Form()]) -> Response:
    try:
        people.update(session, actor.person, **form.model_dump())
    except Invalid as refusal:
        shown = {**form.model_dump(), "token_name": ""}
        return page(request, session, actor, login, status=422, form=shown, errors={refusal.field: refusal.sentence})
    response = redirect("/you")
    flash(response, _("Saved."))
    return response


@router.post("/sessions/{id}/revoke")
def revoke(id: Id, session: Db, actor: Actor) -> Response:
    login_sessions.revoke(session, actor.person, id)
    response = redirect("/you")
    flash(response, _("That browser is signed out."))
    return response


def page(request: Request, session: Session, actor: Membership, login: LoginSession | None, **shown: Any) -> Response:
    """Everything about oneself on one page."""
    if login is None:
        raise SignedOut
    person = actor.person
    habits = {
        "name": person.name,
        "playback_speed": person.playback_speed,
        "shortcuts_on": person.shortcuts_off_at is None,
        "skips_silence": person.silences_skipped_at is not None,
        "token_name": "",
    }
    return render(
        request,
        "you/show.html",
        actor,
        section="you",
        logins=sorted(login_sessions.of(session, person), key=lambda one: one.id != login.id),
        here=login,
        tokens=tokens.of(session, actor),
        speeds=_speeds(person.playback_speed),
        **{"form": habits, "new_token": None, **shown},
    )


def _speeds(current: float) -> list[tuple[float, str]]:
    """The usual speeds, and the one chosen in the player if it is none of them."""
    return [(speed, f"{speed:g}×") for speed in sorted({*SPEEDS, current})]
