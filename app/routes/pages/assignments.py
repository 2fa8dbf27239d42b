"""Assignments: a mentor asks people to hear a playlist, and looks after what they asked."""

import uuid
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.deps import Actor, Db, Id, opaque_id
from app.domain import assigning, assignments, help_calls, memberships, playlists, progress, shared_progress
from app.domain.assigning import Assigned
from app.errors import Forbidden, Invalid
from app.models import Assignment, Listen, Membership, Playlist, PlaylistKind
from app.page_days import parsed
from app.page_flash import flash
from app.pages import redirect, render
from app.words import gettext as _

router = APIRouter()


class AssignForm(BaseModel):
    """`mentor_id` empty: whoever sends it. `let_listen` also gives the right to hear the playlist."""

    hire_ids: list[str] = Field(default=[], max_length=1_000)
    mentor_id: str = Field(default="", max_length=100)
    due_on: str = Field(default="", max_length=100)
    let_listen: bool = False


class SuggestionForm(BaseModel):
    due_on: str = Field(default="", max_length=100)


class MoveForm(BaseModel):
    to: int


@router.get("/playlists/{id}/assignments")
def index(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    return _list(request, session, actor, playlists.get(session, actor, id))


@router.post("/playlists/{id}/assignments")
def create(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[AssignForm, Form()]) -> Response:
    playlist = playlists.get(session, actor, id)
    try:
        assigned = _assign(session, actor, playlist, form)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _list(request, session, actor, playlist, status=422, form=form, errors=errors)
    response = redirect(f"/playlists/{id}/assignments")
    flash(response, _said(assigned))
    return response


@router.get("/assignments/{id}")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    assignment = assignments.get(session, actor, id)
    if assignment.hire_id == actor.id:
        return redirect("/path")
    return _page(request, session, actor, assignment)


@router.post("/assignments/{id}")
def update(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[SuggestionForm, Form()]) -> Response:
    assignment = assignments.get_as_mentor(session, actor, id)
    try:
        assignments.suggest(assignment, due_on=parsed(form.due_on, field="due_on"))
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return _page(request, session, actor, assignment, status=422, form=form, errors=errors)
    return redirect("/hires")


@router.post("/assignments/{id}/move")
def move(id: Id, session: Db, actor: Actor, form: Annotated[MoveForm, Form()]) -> Response:
    assignments.move(session, assignments.get_as_mentor(session, actor, id), form.to)
    return redirect("/hires")


@router.post("/assignments/{id}/delete")
def delete(id: Id, session: Db, actor: Actor) -> Response:
    gone = assignments.remove(session, actor, id)
    response = redirect("/hires" if gone.mentor_id == actor.id else f"/playlists/{gone.playlist_id}/assignments")
    words = {"title": gone.playlist.title, "name": gone.hire.person.name}
    flash(response, _("“%(title)s” is off the path of %(name)s.") % words, undo=f"/assignments/{id}/restore")
    return response


@router.post("/assignments/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    back = assignments.restore(session, actor, id)
    return redirect("/hires" if back.mentor_id == actor.id else f"/playlists/{back.playlist_id}/assignments")


def path_head(
    session: Session, actor: Membership, playlist: Playlist, listens: Mapping[uuid.UUID, Listen]
) -> dict[str, Any]:
    """What a playlist's page tells of hearing it whole: the reader's own progress, and whether they may ask others."""
    is_welcome = playlist.kind == PlaylistKind.ONBOARDING
    is_mine = is_welcome or assignments.has(session, actor, playlist)
    may_ask = is_welcome and (assignments.may_assign(session, actor, playlist) or assignments.hire_ids(session, actor))
    heard = [item.track for item in playlist.items]
    return {"progress": progress.of(heard, listens) if is_mine and heard else None, "may_ask": bool(may_ask)}


def _assign(session: Session, actor: Membership, playlist: Playlist, form: AssignForm) -> Assigned:
    return assigning.assign(
        session,
        actor,
        playlist,
        [memberships.active(session, actor, opaque_id(chosen)) for chosen in form.hire_ids],
        mentor=memberships.active(session, actor, opaque_id(form.mentor_id)) if form.mentor_id else None,
        due_on=parsed(form.due_on, field="due_on"),
        let_listen=form.let_listen,
    )


def _list(request: Request, session: Session, actor: Membership, playlist: Playlist, **shown: Any) -> Response:
    asked, may_assign = (
        assignments.of_playlist(session, actor, playlist),
        assignments.may_assign(session, actor, playlist),
    )
    mine = assignments.hire_ids(session, actor)
    if not may_assign and not mine:
        raise Forbidden(_("Whoever may edit this playlist, an admin or a mentor asks others to hear it."))
    has_it, everyone = {one.hire_id for one in asked}, memberships.everyone(session, actor)
    return render(
        request,
        "assignments/index.html",
        actor,
        section="playlists",
        playlist=playlist,
        assignments=asked,
        may_assign=may_assign,
        mentors=[(str(member.id), member.person.name) for member in everyone if not member.is_guest],
        others=[one for one in everyone if one.id not in {*has_it, actor.id} and (may_assign or one.id in mine)],
        **{"form": AssignForm(mentor_id=str(actor.id)), **shown},
    )


def _page(request: Request, session: Session, actor: Membership, assignment: Assignment, **shown: Any) -> Response:
    return render(
        request,
        "assignments/show.html",
        actor,
        section="people",
        assignment=assignment,
        shared=shared_progress.of(session, actor, [assignment]).get(assignment.id),
        help_calls=help_calls.of(session, actor, [assignment]).get(assignment.id, []),
        **{"form": {"due_on": assignment.due_on or ""}, **shown},
    )


def _said(assigned: Assigned) -> str:
    """What came of it, by name."""
    made = ", ".join(one.hire.person.name for one in assigned.made)
    had = ", ".join(hire.person.name for hire in assigned.had)
    sentences = [_("On the path now: %s.") % made if made else "", _("It was there already: %s.") % had if had else ""]
    return " ".join(filter(None, sentences))
