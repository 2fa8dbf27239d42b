"""Check-ins: the list, agreeing on one, its topics and notes, the next one."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id, opaque_id
from app.domain import check_in_course, check_ins, groups
from app.errors import Invalid, StaleVersion
from app.models import CheckIn, Group, Membership
from app.page_days import parsed
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/check-ins")


class NewCheckInForm(BaseModel):
    """`whom`: `member:ID` or `group:ID`."""

    whom: str = Field(default="", max_length=100)
    held_on: str = Field(default="", max_length=100)
    topics: str = Field(default="", max_length=20_000)


class CheckInForm(BaseModel):
    held_on: str = Field(default="", max_length=100)
    topics: str = Field(default="", max_length=20_000)
    notes: str = Field(default="", max_length=40_000)
    version: int | None = None


class TopicForm(BaseModel):
    topic: str = Field(default="", max_length=5_000)


class DoneForm(BaseModel):
    notes: str | None = Field(default=None, max_length=40_000)


class NextForm(BaseModel):
    held_on: str = Field(default="", max_length=100)


@router.get("")
def index(request: Request, session: Db, actor: Actor, cursor: str | None = None) -> Response:
    coming = check_ins.upcoming(session, actor)
    past = check_ins.page(session, actor, cursor=cursor, done=True)
    return render(request, "check_ins/index.html", actor, section="people", upcoming=coming, past=past)


@router.get("/new")
def new(request: Request, session: Db, actor: Actor, whom: str = "") -> Response:
    return _new_page(request, session, actor, form=NewCheckInForm(whom=whom[:100]))


@router.post("")
def create(request: Request, session: Db, actor: Actor, form: Annotated[NewCheckInForm, Form()]) -> Response:
    try:
        invited, group = _chosen(session, actor, form.whom)
        day = _day(form.held_on)
        made = check_ins.create(session, actor, invited=invited, group=group, held_on=day, topics=form.topics)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _new_page(request, session, actor, status=422, form=form, errors=errors)
    return redirect(f"/check-ins/{made.id}")


@router.get("/{id}")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    return _page(request, session, actor, check_ins.get(session, actor, id))


@router.get("/{id}/edit")
def edit(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    check_in = check_ins.get(session, actor, id)
    fields = {"held_on": check_in.held_on, "topics": check_in.topics, "notes": check_in.notes}
    return _edit_page(request, session, actor, check_in, form=fields)


@router.post("/{id}")
def update(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[CheckInForm, Form()]) -> Response:
    check_in = check_ins.get(session, actor, id)
    try:
        wanted = form.model_dump(exclude={"held_on"}) | {"held_on": _day(form.held_on)}
        check_in_course.edit(session, actor, check_in, **wanted)
    except (Invalid, StaleVersion) as refusal:
        errors = {getattr(refusal, "field", "version"): refusal.sentence}
        return _edit_page(request, session, actor, check_in, status=refusal.status, form=form, errors=errors)
    return redirect(f"/check-ins/{id}")


@router.post("/{id}/topics")
def add_topic(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[TopicForm, Form()]) -> Response:
    check_in = check_ins.get(session, actor, id)
    try:
        check_in_course.add_topic(session, check_in, form.topic)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, session, actor, check_in, form, status=422, errors=errors)
    return redirect(f"/check-ins/{id}")


@router.post("/{id}/done")
def finish(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[DoneForm, Form()]) -> Response:
    check_in = check_ins.get(session, actor, id)
    try:
        check_in_course.finish(session, check_in, notes=form.notes)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, session, actor, check_in, form, status=422, errors=errors)
    return redirect(f"/check-ins/{id}#next")


@router.post("/{id}/done/delete")
def reopen(id: Id, session: Db, actor: Actor) -> Response:
    check_in_course.reopen(check_ins.get(session, actor, id))
    return redirect(f"/check-ins/{id}")


@router.post("/{id}/next")
def follow(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[NextForm, Form()]) -> Response:
    check_in = check_ins.get(session, actor, id)
    try:
        made = check_in_course.follow(session, actor, check_in, held_on=_day(form.held_on))
    except Invalid as refusal:
        errors = {"next": refusal.sentence}
        return _page(request, session, actor, check_in, status=422, errors=errors)
    return redirect(f"/check-ins/{made.id}")


@router.post("/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    check_ins.remove(check_ins.get(session, actor, id))
    response = redirect("/check-ins")
    flash(response, _("The check-in is called off, for everybody in it."), undo=f"/check-ins/{id}/restore")
    return response


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    return redirect(f"/check-ins/{check_ins.restore(session, actor, id).id}")


def _day(text: str) -> date:
    day = parsed(text, field="held_on")
    if day is None:
        raise Invalid(_("Please choose a day."), field="held_on")
    return day


def _chosen(session: Session, actor: Membership, whom: str) -> tuple[Membership | None, Group | None]:
    kind, _colon, id = whom.partition(":")
    if kind == "group":
        return None, groups.get(session, actor, opaque_id(id))
    if kind != "member":
        raise Invalid(_("Please choose with whom: one person, or one group."), field="whom")
    return check_ins.companion(session, actor, opaque_id(id)), None


def _new_page(request: Request, session: Session, actor: Membership, **shown: Any) -> Response:
    people, cards = check_ins.companions(session, actor), groups.everyone(session, actor)
    return render(request, "check_ins/new.html", actor, section="people", people=people, groups=cards, **shown)


def _page(
    request: Request,
    session: Session,
    actor: Membership,
    check_in: CheckIn,
    typed: BaseModel | None = None,
    **shown: Any,
) -> Response:
    return render(
        request,
        "check_ins/show.html",
        actor,
        section="people",
        check_in=check_in,
        participants=check_ins.participants(session, actor, check_in),
        following=check_in_course.following(session, actor, check_in),
        proposed=check_in_course.proposed_days(check_in),
        form={"topic": "", "notes": check_in.notes} | (typed.model_dump() if typed else {}),
        **shown,
    )


def _edit_page(request: Request, session: Session, actor: Membership, check_in: CheckIn, **shown: Any) -> Response:
    people = check_ins.participants(session, actor, check_in)
    return render(
        request, "check_ins/edit.html", actor, section="people", check_in=check_in, participants=people, **shown
    )
