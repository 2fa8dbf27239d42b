"""Groups: departments and peers, who is in them, and what they open."""

import uuid
from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id, opaque_id
from app.domain import groups, memberships
from app.errors import Invalid
from app.models import Group, GroupKind, Membership
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/groups")


class NameForm(BaseModel):
    name: str = Field(default="", max_length=2_000)


class NewGroupForm(NameForm):
    kind: GroupKind = GroupKind.PEERS


class MemberForm(BaseModel):
    member_id: str = Field(default="", max_length=100)


@router.get("")
def index(request: Request, session: Db, actor: Actor) -> Response:
    return _list(request, session, actor, form=NewGroupForm(kind=_usual(actor)))


@router.post("")
def create(request: Request, session: Db, actor: Actor, form: Annotated[NewGroupForm, Form()]) -> Response:
    try:
        group = groups.create(session, actor, name=form.name, kind=form.kind)
    except Invalid as refusal:
        return _list(request, session, actor, status=422, form=form, errors={refusal.field: refusal.sentence})
    return redirect(f"/groups/{group.id}")


@router.get("/{id}")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    group = groups.get(session, actor, id)
    return _page(request, session, actor, group, form=NameForm(name=group.name))


@router.post("/{id}")
def update(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[NameForm, Form()]) -> Response:
    group = groups.get(session, actor, id)
    try:
        groups.rename(session, actor, group, form.name)
    except Invalid as refusal:
        return _page(request, session, actor, group, status=422, form=form, errors={refusal.field: refusal.sentence})
    return redirect(f"/groups/{id}")


@router.post("/{id}/members")
def add(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[MemberForm, Form()]) -> Response:
    group = groups.get(session, actor, id)
    try:
        groups.add(session, actor, group, memberships.active(session, actor, _chosen(form)))
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, session, actor, group, status=422, form=NameForm(name=group.name), errors=errors)
    return redirect(f"/groups/{id}")


@router.post("/{id}/members/remove")
def remove(id: Id, session: Db, actor: Actor, form: Annotated[MemberForm, Form()]) -> Response:
    group = groups.get(session, actor, id)
    member = memberships.get(session, actor, _chosen(form))
    groups.remove(session, actor, group, member)
    is_still_open = groups.may_change(session, actor, group)
    response = redirect(f"/groups/{id}" if is_still_open else "/groups")
    undo = f"/groups/{id}/members" if is_still_open else None
    words = {"name": member.person.name, "group": group.name}
    flash(response, _("%(name)s is no longer in “%(group)s”.") % words, undo=undo, fields=form.model_dump())
    return response


@router.post("/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    group = groups.get(session, actor, id)
    groups.close(session, actor, group)
    response = redirect("/groups")
    gone = _("“%s” is deleted. Nobody hears a playlist through it any more.") % group.name
    flash(response, gone, undo=f"/groups/{id}/restore")
    return response


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    groups.restore(session, actor, id)
    return redirect(f"/groups/{id}")


def _list(request: Request, session: Session, actor: Membership, **shown: Any) -> Response:
    cards = groups.everyone(session, actor)
    return render(request, "groups/index.html", actor, section="people", cards=cards, **shown)


def _page(request: Request, session: Session, actor: Membership, group: Group, **shown: Any) -> Response:
    inside = groups.members(session, actor, group)
    return render(
        request,
        "groups/show.html",
        actor,
        section="people",
        group=group,
        members=inside,
        others=_choices(one for one in memberships.everyone(session, actor) if one not in inside),
        playlists=groups.opens(session, actor, group),
        may_change=groups.may_change(session, actor, group),
        may_leave=group.kind == GroupKind.PEERS and actor in inside,
        **shown,
    )


def _choices(members: Iterable[Membership]) -> list[tuple[str, str]]:
    """Members to choose from; none when there is nobody."""
    found = [(str(member.id), member.person.name) for member in members]
    return [("", _("Choose …")), *found] if found else []


def _chosen(form: MemberForm) -> uuid.UUID:
    if not form.member_id:
        raise Invalid(_("Please choose somebody."), field="member_id")
    return opaque_id(form.member_id)


def _usual(actor: Membership) -> GroupKind:
    return GroupKind.DEPARTMENT if actor.is_admin else GroupKind.PEERS
