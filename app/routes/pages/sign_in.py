"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Db, Signed, Visitor
from app.domain import login_sessions, people
from app.errors import Locked, SignInRefused
from app.page_addresses import own_path
from app.pages import redirect, render
from app.security import clear_session_cookie, set_session_cookie

router = APIRouter()


class SignInForm(BaseModel):
    email: str = Field(default="", max_length=1_000)
    password: str = Field(default="", max_length=1_000)
    next: str = Field(default="/", max_length=4_000)


@router.get("/sign-in")
def show(request: Request, visitor: Visitor, next: str = "/") -> Response:
    if visitor:
        return redirect(own_path(next) or "/")
    return render(request, "sign_in/show.html", form={"email": "", "next": own_path(next) or "/"})


@router.post("/sign-in")
def sign_in(request: Request, session: Db, login: Signed, form: Annotated[SignInForm, Form()]) -> Response:
    try:
        person = people.verify(session, email=form.email, password=form.password)
    except (SignInRefused, Locked) as refusal:
        shown = {"email": form.email, "next": own_path(form.next) or "/"}
        errors = {"sign_in": refusal.sentence}
        return render(request, "sign_in/show.html", status=refusal.status, form=shown, errors=errors)
    user_agent = request.headers.get("user-agent", "")
    cookie = login_sessions.open(session, person, workspace_id=None, user_agent=user_agent, instead_of=login)
    response = redirect(own_path(form.next) or "/")
    set_session_cookie(request, response, cookie)
    return response


@router.post("/sign-out")
def sign_out(session: Db, login: Signed) -> Response:
    if login:
        login_sessions.close(session, login)
    response = redirect("/sign-in")
    clear_session_cookie(response)
    return response
