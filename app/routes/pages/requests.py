"""Requests: what one is asked, what one asks for, and the page of each. Its buttons are request_course.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app import models
from app.deps import Actor, Db, Id, opaque_id
from app.domain import groups, memberships, playlists, request_course, request_lists, requests, rights, tracks
from app.domain.requests import Wish
from app.errors import Forbidden, Invalid, NotFound
from app.models import Group, Membership, Right
from app.page_days import parsed
from app.page_flash import flash
from app.pages import redirect, render
from app.playlist_choices import playlist_choices
from app.words import gettext as _

router = APIRouter(prefix="/requests")
OWN_TRACKS = 50
ANSWERED = 20


class RequestForm(BaseModel):
    """`asked` is "person:ID" or "group:ID"; `cards` an outline, one title a line."""

    asked: str = ""
    question: str = Field(default="", max_length=20_000)
    cards: str = Field(default="", max_length=100_000)
    playlist_id: str = ""
    due_on: str = Field(default="", max_length=100)


class CourseForm(BaseModel):
    """What the forms on a request's page send; each fills in its own."""

    reason: str = Field(default="", max_length=20_000)
    to: str = ""
    words: str = Field(default="", max_length=20_000)
    track_id: str = ""


@router.get("")
def index(request: Request, session: Db, actor: Actor) -> Response:
    return render(
        request,
        "requests/index.html",
        actor,
        section="requests",
        asked_of=request_lists.asked_of(session, actor),
        asked_by=request_lists.asked_by(session, actor),
        answered=request_lists.answered(session, actor, limit=ANSWERED).items,
    )


@router.get("/new")
def new(
    request: Request, session: Db, actor: Actor, person: str = "", group: str = "", playlist: str = "", q: str = ""
) -> Response:
    if actor.is_guest:
        raise Forbidden(_("Guests answer requests; they do not make any."))
    asked = f"person:{person}" if person else f"group:{group}" if group else ""
    form = RequestForm(asked=asked[:100], question=q[: requests.QUESTION_MAX_CHARS], playlist_id=playlist[:100])
    return _form_page(request, session, actor, form)


@router.post("")
def ask(request: Request, session: Db, actor: Actor, form: Annotated[RequestForm, Form()]) -> Response:
    try:
        made = requests.ask(session, actor, _asked(session, actor, form.asked), _wish(session, actor, form))
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _form_page(request, session, actor, form, status=422, errors=errors)
    response = redirect(f"/requests/{made.id}")
    flash(response, _("Asked. You will hear from it here."), undo=f"/requests/{made.id}/withdrawal")
    return response


@router.get("/{id}")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    return page(request, session, actor, requests.get(session, actor, id))


def page(request: Request, session: Session, actor: Membership, asked: models.Request, **shown: Any) -> Response:
    """The page of one request; `shown` is what a refused form on it has to say."""
    playlist = request_course.playlist_of(session, actor, asked)
    heard = tracks.among(session, actor, [asked.track_id]) if asked.track_id else {}
    is_mine = requests.is_turn_of(session, actor, asked)
    return render(
        request,
        "requests/show.html",
        actor,
        section="requests",
        asked=asked,
        steps=requests.steps(session, asked),
        playlist=playlist,
        may_add=playlist is not None and rights.includes(rights.right_on(session, actor, playlist), Right.ADD),
        track=heard.get(asked.track_id) if asked.track_id else None,
        is_mine=is_mine,
        people=[one for one in memberships.everyone(session, actor) if one.id not in (actor.id, asked.asked_by)],
        own=tracks.library(session, actor, author_id=actor.id, limit=OWN_TRACKS).items if is_mine else [],
        **{"form": CourseForm(), "opened": "", **shown},
    )


def _form_page(request: Request, session: Session, actor: Membership, form: RequestForm, **shown: Any) -> Response:
    people = [("person:" + str(one.id), one.person.name) for one in memberships.everyone(session, actor)]
    cards = groups.everyone(session, actor)
    return render(
        request,
        "requests/new.html",
        actor,
        section="requests",
        form=form,
        people=[choice for choice in people if choice[0] != f"person:{actor.id}"],
        groups=[("group:" + str(card.group.id), card.group.name) for card in cards if card.members],
        choices=playlist_choices(session, actor, form.playlist_id),
        **shown,
    )


def _asked(session: Session, actor: Membership, asked: str) -> Membership | Group:
    kind, _colon, id = asked.partition(":")
    try:
        if kind == "group":
            return groups.get(session, actor, opaque_id(id))
        return memberships.get(session, actor, opaque_id(id))
    except NotFound:
        raise Invalid(_("Please choose whom to ask."), field="asked") from None


def _wish(session: Session, actor: Membership, form: RequestForm) -> Wish:
    try:
        playlist = playlists.get(session, actor, opaque_id(form.playlist_id)) if form.playlist_id else None
    except NotFound:
        raise Invalid(_("This playlist is gone. Choose another one, or none."), field="playlist_id") from None
    return Wish(form.question, form.cards.splitlines(), playlist, parsed(form.due_on, field="due_on"))
