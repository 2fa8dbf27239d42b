"""Sharing: whom a playlist is open to: the workspace, groups, persons, and outsiders by a link."""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id, opaque_id
from app.domain import groups, memberships, playlist_grants, playlists, shares
from app.domain.playlist_grants import Audience
from app.errors import Invalid
from app.models import Group, Membership, Playlist, Right
from app.page_addresses import absolute
from app.page_flash import flash
from app.pages import redirect, render
from app.routes.pages.invitations import qr_code
from app.words import gettext as _

router = APIRouter(prefix="/playlists/{id}")


def _part_id(part: Annotated[str, Path()]) -> uuid.UUID:
    return opaque_id(part)


PartId = Annotated[uuid.UUID, Depends(_part_id)]


class AudienceForm(BaseModel):
    audience: Audience


class GrantForm(BaseModel):
    """`whom`: `member:ID` or `group:ID`."""

    whom: str = Field(default="", max_length=100)
    right: Right = Right.LISTEN


class ShareForm(BaseModel):
    """`days`: 0 for a link that lives until it is revoked."""

    days: int = Field(default=30, ge=0, le=shares.DAYS_MAX)
    password: str = Field(default="", max_length=2_000)


@router.get("/sharing")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    return _page(request, session, actor, playlists.get(session, actor, id, Right.EDIT))


@router.post("/audience")
def open_to(id: Id, session: Db, actor: Actor, form: Annotated[AudienceForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    playlist_grants.set_audience(session, playlist, form.audience)
    return redirect(f"/playlists/{id}/sharing")


@router.post("/grants")
def grant(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[GrantForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    try:
        playlist_grants.grant(session, playlist, form.right, to=_named(session, actor, form.whom))
    except Invalid as refusal:
        errors = {"whom": refusal.sentence}
        return _page(request, session, actor, playlist, status=422, form=form, errors=errors)
    return redirect(f"/playlists/{id}/sharing")


@router.post("/grants/{part}/delete")
def revoke(id: Id, part: PartId, request: Request, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    try:
        playlist_grants.revoke(session, playlist, part)
    except Invalid as refusal:
        return _page(request, session, actor, playlist, status=422, errors={"grants": refusal.sentence})
    return redirect(f"/playlists/{id}/sharing")


@router.post("/shares")
def share(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[ShareForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    try:
        made, token = shares.make(session, actor, playlist, days=form.days or None, password=form.password)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, session, actor, playlist, status=422, share_form=form, errors=errors)
    address = absolute(request, f"/shares/{token}")
    return render(
        request, "shares/created.html", actor, playlist=playlist, share=made, address=address, qr=qr_code(address)
    )


@router.post("/shares/{part}/revoke")
def unshare(id: Id, part: PartId, session: Db, actor: Actor) -> Response:
    playlist = playlists.get(session, actor, id, Right.EDIT)
    shares.revoke(session, playlist, part)
    response = redirect(f"/playlists/{id}/sharing")
    flash(response, _("The link is taken back: nobody hears anything by it any more."))
    return response


def _named(session: Session, actor: Membership, whom: str) -> Membership | Group:
    kind, _colon, id = whom.partition(":")
    if kind == "group":
        return groups.get(session, actor, opaque_id(id))
    if kind != "member":
        raise Invalid(_("Please choose a person or a group."), field="whom")
    return memberships.active(session, actor, opaque_id(id))


def _page(request: Request, session: Session, actor: Membership, playlist: Playlist, **shown: Any) -> Response:
    return render(
        request,
        "playlists/sharing.html",
        actor,
        section="playlists",
        playlist=playlist,
        audience=playlist_grants.audience(session, playlist),
        grants=playlist_grants.granted(session, playlist),
        shares=shares.of(session, playlist),
        groups=groups.everyone(session, actor),
        members=memberships.everyone(session, actor),
        **{"form": GrantForm(), "share_form": ShareForm(), **shown},
    )
