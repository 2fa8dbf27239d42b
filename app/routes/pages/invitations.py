"""Invitations: making a link, and using it. Looking at a link changes nothing; only the form uses it up."""

from typing import Annotated

import segno
from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from markupsafe import Markup
from pydantic import BaseModel, Field

from app.config import settings
from app.deps import Actor, Db, Id, Signed
from app.domain import invitations, login_sessions
from app.errors import Invalid
from app.models import Invitation, Role
from app.page_addresses import absolute
from app.page_flash import flash
from app.pages import redirect, render
from app.routes.pages import people
from app.security import set_session_cookie
from app.words import gettext as _

router = APIRouter(prefix="/invitations")


class OfferForm(BaseModel):
    role: Role = Role.MEMBER
    email: str = Field(default="", max_length=100_000)


class AcceptForm(BaseModel):
    email: str = Field(default="", max_length=1_000)
    name: str = Field(default="", max_length=1_000)
    password: str = Field(default="", max_length=2_000)
    workspace_name: str | None = Field(default=None, max_length=1_000)


@router.post("")
def invite(request: Request, session: Db, actor: Actor, form: Annotated[OfferForm, Form()]) -> Response:
    try:
        offers = invitations.invite_all(session, actor, role=form.role, pasted=form.email)
    except Invalid as refusal:
        return people.page(request, session, actor, status=422, form=form, errors={refusal.field: refusal.sentence})
    links = [(email, absolute(request, f"/invitations/{token}")) for email, token in offers]
    days = settings().invitation_days
    if len(links) > 1:
        return render(request, "invitations/created_several.html", actor, section="people", links=links, days=days)
    address = links[0][1]
    return render(
        request, "invitations/created.html", actor, section="people", address=address, qr=qr_code(address), days=days
    )


@router.post("/{id}/revoke")
def revoke(id: Id, session: Db, actor: Actor) -> Response:
    invitations.revoke(session, actor, id)
    response = redirect("/people")
    flash(response, _("The invitation is taken back: its link no longer works."))
    return response


@router.get("/{token}")
def show(token: str, request: Request, session: Db) -> Response:
    found = invitations.find(session, token)
    if found is None:
        return render(request, "invitations/gone.html", status=404)
    return page(request, session, token, found, form={"email": found.email or "", "name": "", "workspace_name": ""})


@router.post("/{token}")
def accept(token: str, request: Request, session: Db, login: Signed, form: Annotated[AcceptForm, Form()]) -> Response:
    found = invitations.find(session, token)
    if found is None:
        return render(request, "invitations/gone.html", status=404)
    try:
        with session.begin_nested():
            member = invitations.accept(session, found, **form.model_dump())
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return page(request, session, token, found, status=422, form=form, errors=errors)
    agent = request.headers.get("user-agent", "")
    cookie = login_sessions.open(
        session, member.person, workspace_id=member.workspace_id, user_agent=agent, instead_of=login
    )
    response = redirect("/")
    set_session_cookie(request, response, cookie)
    return response


def page(request: Request, session: Db, token: str, invitation: Invitation, **shown: object) -> Response:
    """The invitation as a form."""
    return render(
        request,
        "invitations/show.html",
        token=token,
        workspace=invitations.workspace_of(session, invitation),
        names_workspace=invitations.names_workspace(invitation),
        password_min_chars=settings().password_min_chars,
        **shown,  # type: ignore[arg-type]
    )


def qr_code(address: str) -> Markup:
    """An SVG to point a phone at."""
    code = segno.make(address, error="m").svg_inline(omitsize=True, border=0, svgclass=None, lineclass=None)
    return Markup(code)  # noqa: S704 - segno draws squares and repeats nothing of the address
