"""Shares as an outsider meets them: the playlist behind a link, to be listened to without an account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.deps import Db, opaque_id
from app.domain import shares, transcripts
from app.errors import NotFound, SignInRefused
from app.models import Share
from app.pages import redirect, render
from app.routes.api.audio import heard
from app.turns import ObjectsInTurn

router = APIRouter(prefix="/shares/{token}")
COOKIE = "lorecast_share"


class PasswordForm(BaseModel):
    password: str = Field(default="", max_length=2_000)


def _found(token: str, session: Db) -> Share:
    return shares.find(session, token)


Found = Annotated[Share, Depends(_found)]


def _opened(request: Request, share: Found) -> Share:
    """Without the password there is nothing here."""
    if not _is_open(request, share):
        raise NotFound
    return share


Opened = Annotated[Share, Depends(_opened)]


@router.get("")
def show(token: str, request: Request, session: Db, share: Found) -> Response:
    if not _is_open(request, share):
        return render(request, "shares/locked.html", token=token)
    playlist = shares.playlist_of(session, share)
    return render(request, "shares/show.html", token=token, share=share, playlist=playlist)


@router.post("")
def unlock(token: str, request: Request, session: Db, share: Found, form: Annotated[PasswordForm, Form()]) -> Response:
    try:
        proof = shares.unlock(session, share, form.password)
    except SignInRefused as refusal:
        return render(request, "shares/locked.html", status=422, token=token, errors={"password": refusal.sentence})
    response = redirect(f"/shares/{token}")
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, proof, httponly=True, samesite="lax", secure=secure, path=f"/shares/{token}")
    return response


@router.get("/tracks/{track}")
def track(token: str, track: str, request: Request, session: Db, share: Opened) -> Response:
    found = shares.track_of(session, share, opaque_id(track))
    playlist = shares.playlist_of(session, share)
    said = transcripts.of(session, found)
    return render(request, "shares/track.html", token=token, track=found, playlist=playlist, transcript=said)


@router.head("/tracks/{track}/audio")
@router.get("/tracks/{track}/audio")
def audio(track: str, request: Request, storage: ObjectsInTurn, session: Db, share: Opened) -> Response:
    return heard(request, storage, shares.track_of(session, share, opaque_id(track)))


def _is_open(request: Request, share: Share) -> bool:
    return shares.is_open(share, request.cookies.get(COOKIE))
