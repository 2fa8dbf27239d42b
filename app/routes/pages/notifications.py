"""Notifications: what happened, by days; and which of it one wishes to be told."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.config import settings
from app.deps import Actor, Db
from app.domain import mutes, news
from app.models import Membership, NotificationKind
from app.models.base import now
from app.notification_words import GROUPS
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()
Cursor = Annotated[str | None, Query(max_length=200)]


class ChoicesForm(BaseModel):
    """The kinds that are ticked."""

    kinds: list[NotificationKind] = Field(default_factory=list)
    digest: bool = False


@router.get("/notifications")
def index(request: Request, session: Db, actor: Actor, cursor: Cursor = None) -> Response:
    return render(request, "notifications/index.html", actor, section="notifications", **_shown(session, actor, cursor))


@router.post("/notifications/read")
def read(session: Db, actor: Actor) -> Response:
    news.mark_read(session, actor)
    return redirect("/notifications")


@router.get("/you/notifications")
def choices(request: Request, session: Db, actor: Actor) -> Response:
    return render(
        request,
        "notifications/choices.html",
        actor,
        section="you",
        groups=GROUPS,
        off=mutes.of(session, actor),
        digest=actor.digest_off_at is None,
        sends_mail=settings().sends_mail,
    )


@router.post("/you/notifications")
def choose(session: Db, actor: Actor, form: Annotated[ChoicesForm, Form()]) -> Response:
    mutes.choose(session, actor, wanted=form.kinds)
    mutes.switch_digest(actor, on=form.digest)
    response = redirect("/you/notifications")
    flash(response, _("Saved."))
    return response


def _shown(session: Session, actor: Membership, cursor: str | None) -> dict[str, Any]:
    page = news.latest(session, actor, cursor=cursor)
    return {"gathered": news.gathered(session, page.items), "next_cursor": page.next_cursor, "today": now().date()}
