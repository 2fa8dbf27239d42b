"""What is done with a request: accept, decline, pass on, answer, make a playlist of it, withdraw and ask again."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from app.deps import Actor, Db, Id, opaque_id
from app.domain import memberships, request_course, requests, tracks
from app.errors import Invalid, NotFound
from app.page_flash import flash
from app.pages import redirect
from app.routes.pages.requests import CourseForm, page
from app.words import gettext as _

router = APIRouter(prefix="/requests/{id}")


@router.post("/acceptance")
def accept(id: Id, session: Db, actor: Actor) -> Response:
    request_course.accept(session, actor, requests.get(session, actor, id))
    return redirect(f"/requests/{id}")


@router.post("/refusal")
def decline(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[CourseForm, Form()]) -> Response:
    asked = requests.get(session, actor, id)
    try:
        request_course.decline(session, actor, asked, form.reason)
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return page(request, session, actor, asked, status=422, form=form, errors=errors, opened="refusal")
    response = redirect("/requests")
    flash(response, _("Thank you for saying so. Should you think again, the request is still open to you."))
    return response


@router.post("/passes")
def pass_on(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[CourseForm, Form()]) -> Response:
    asked = requests.get(session, actor, id)
    try:
        to = memberships.get(session, actor, opaque_id(form.to))
        request_course.pass_on(session, actor, asked, to, form.words)
    except NotFound:
        errors = {"to": _("Please choose somebody.")}
        return page(request, session, actor, asked, status=422, form=form, errors=errors, opened="pass")
    except Invalid as refusal:
        errors = {refusal.field: refusal.sentence}
        return page(request, session, actor, asked, status=422, form=form, errors=errors, opened="pass")
    response = redirect(f"/requests/{id}")
    flash(response, _("%s is asked now.") % to.person.name)
    return response


@router.post("/answer")
def answer(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[CourseForm, Form()]) -> Response:
    asked = requests.get(session, actor, id)
    try:
        track = tracks.get(session, actor, opaque_id(form.track_id))
        request_course.answer(session, actor, asked, track)
    except (Invalid, NotFound):
        errors = {"track_id": _("Please choose a track of your own.")}
        return page(request, session, actor, asked, status=422, form=form, errors=errors, opened="answer")
    return redirect(f"/requests/{id}")


@router.post("/playlist")
def start_playlist(id: Id, session: Db, actor: Actor) -> Response:
    playlist = request_course.start_playlist(session, actor, requests.get(session, actor, id))
    return redirect(f"/playlists/{playlist.id}")


@router.post("/withdrawal")
def withdraw(id: Id, session: Db, actor: Actor) -> Response:
    request_course.withdraw(session, actor, requests.get(session, actor, id))
    response = redirect("/requests")
    flash(response, _("The request is withdrawn."), undo=f"/requests/{id}/restore")
    return response


@router.post("/restore")
def restore(id: Id, session: Db, actor: Actor) -> Response:
    request_course.reopen(session, actor, requests.get(session, actor, id))
    return redirect(f"/requests/{id}")
