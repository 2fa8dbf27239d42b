"""People: who is here, what they have said, and their place in the workspace."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id
from app.domain import assignments, groups, invitations, leaving, listening, memberships, playlist_shelf, tracks
from app.domain.leaving import Fate
from app.errors import Invalid
from app.models import Membership, Role
from app.page_filters import role_word
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter(prefix="/people")


class PlaceForm(BaseModel):
    title: str = Field(default="", max_length=2_000)


class SuperpowersForm(BaseModel):
    superpowers: str = Field(default="", max_length=5_000)


class FateForm(BaseModel):
    fate: Fate = Fate.KEEP


class RoleForm(BaseModel):
    role: Role


@router.get("")
def index(request: Request, session: Db, actor: Actor) -> Response:
    return page(request, session, actor)


@router.get("/{id}")
def show(id: Id, request: Request, session: Db, actor: Actor, cursor: str | None = None) -> Response:
    return _profile(request, session, actor, memberships.get(session, actor, id), cursor=cursor)


@router.post("/{id}")
def update(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[PlaceForm, Form()]) -> Response:
    member = memberships.get(session, actor, id)
    try:
        memberships.retitle(session, actor, member, form.title)
    except Invalid as refusal:
        typed = _as_is(member) | {"title": form.title}
        return _refused(request, session, actor, member, refusal, typed)
    return redirect(f"/people/{id}")


@router.post("/{id}/superpowers")
def name_superpowers(
    id: Id, request: Request, session: Db, actor: Actor, form: Annotated[SuperpowersForm, Form()]
) -> Response:
    member = memberships.get(session, actor, id)
    try:
        memberships.set_superpowers(session, actor, member, form.superpowers)
    except Invalid as refusal:
        typed = _as_is(member) | {"superpowers": form.superpowers}
        return _refused(request, session, actor, member, refusal, typed)
    return redirect(f"/people/{id}")


@router.post("/{id}/role")
def change_role(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[RoleForm, Form()]) -> Response:
    member = memberships.get(session, actor, id)
    try:
        memberships.change_role(session, actor, member, form.role)
    except Invalid as refusal:
        typed = _as_is(member) | {"role": form.role}
        return _refused(request, session, actor, member, refusal, typed)
    response = redirect(f"/people/{id}")
    flash(response, _("%(name)s is now: %(role)s.") % {"name": member.person.name, "role": role_word(form.role)})
    return response


@router.post("/{id}/deactivate")
def deactivate(id: Id, session: Db, actor: Actor, form: Annotated[FateForm, Form()]) -> Response:
    member = memberships.get(session, actor, id)
    name = member.person.name
    leaving.remove(session, actor, member, form.fate)
    response = redirect("/people")
    flash(response, _("%s is no longer in this workspace.") % name)
    return response


def page(request: Request, session: Session, actor: Membership, **shown: Any) -> Response:
    """Everybody, and for admins the form that invites somebody."""
    return render(
        request,
        "people/index.html",
        actor,
        section="people",
        members=memberships.everyone(session, actor),
        pending=invitations.pending(session, actor),
        invitable=_roles(actor),
        is_mentor=bool(assignments.hire_ids(session, actor)),
        **{"form": {"role": Role.MEMBER, "email": ""}, **shown},
    )


def _profile(
    request: Request,
    session: Session,
    actor: Membership,
    member: Membership,
    *,
    cursor: str | None = None,
    **shown: Any,
) -> Response:
    spoken = tracks.library(session, actor, author_id=member.id, cursor=cursor)
    return render(
        request,
        "people/show.html",
        actor,
        section="people",
        member=member,
        page=spoken,
        listens=listening.positions(session, actor, [track.id for track in spoken.items]),
        cards=playlist_shelf.shelf(session, actor, author_id=member.id).cards,
        invitable=_roles(actor),
        fates=fates(member.person.name),
        superpowers=member.superpowers.splitlines(),
        groups=groups.of(session, actor, member),
        **{"form": _as_is(member), **shown},
    )


def fates(name: str) -> list[tuple[str, str, str]]:
    """What may become of what somebody said, in words."""
    return [
        (Fate.KEEP, _("Keep it, with their name"), _("As it is now. An invitation can bring %s back.") % name),
        (Fate.NAMELESS, _("Keep it, without their name"), _("It stands there as that of a former member. For good.")),
        (Fate.ERASE, _("Delete it"), _("Every track and note of theirs goes, out of every playlist. For good.")),
    ]


def _as_is(member: Membership) -> dict[str, str]:
    return {"title": member.title, "role": member.role, "superpowers": member.superpowers}


def _refused(
    request: Request, session: Session, actor: Membership, member: Membership, refusal: Invalid, typed: dict[str, str]
) -> Response:
    errors = {refusal.field: refusal.sentence}
    return _profile(request, session, actor, member, status=422, form=typed, errors=errors)


def _roles(actor: Membership) -> list[tuple[str, str]]:
    """The roles the actor may give, with their names."""
    given = [Role.MEMBER, Role.GUEST, Role.ADMIN, *([Role.OWNER] if actor.role == Role.OWNER else [])]
    return [(role.value, role_word(role)) for role in given]
