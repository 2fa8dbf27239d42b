"""Edits: the desk where a track is cut, said again in parts, and, when it is a rehearsal, published."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from sqlmodel import Session

from app.config import settings
from app.deps import Actor, Db, Id
from app.domain import edit_desk, edits, purposes, tracks, transcripts
from app.errors import DomainError
from app.models import Membership
from app.pages import redirect, render
from app.playlist_choices import playlist_choices

router = APIRouter(prefix="/tracks/{id}/edits")
Milliseconds = Annotated[int, Field(ge=0, le=1_000_000_000)]


class CutForm(BaseModel):
    start_ms: Milliseconds | None = None
    end_ms: Milliseconds | None = None


@router.get("")
def show(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    """The query says what a rehearsal is for, as that of /record does."""
    return _page(id, request, session, actor)


@router.post("")
def cut(id: Id, request: Request, session: Db, actor: Actor, form: Annotated[CutForm, Form()]) -> Response:
    track = tracks.get(session, actor, id)
    try:
        edits.cut(session, actor, track, start_ms=form.start_ms or 0, end_ms=form.end_ms or 0)
    except DomainError as refusal:
        return _page(id, request, session, actor, status=refusal.status, errors={"cut": refusal.sentence})
    return _back(id, request)


@router.post("/undone")
def undo(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    edits.undo(session, actor, tracks.get(session, actor, id))
    return _back(id, request)


@router.post("/undone/delete")
def redo(id: Id, request: Request, session: Db, actor: Actor) -> Response:
    edits.redo(session, actor, tracks.get(session, actor, id))
    return _back(id, request)


def _back(id: Id, request: Request) -> Response:
    return redirect(f"/tracks/{id}/edits{purposes.desk_query(request.query_params)}")


def _page(
    id: Id, request: Request, session: Session, actor: Membership, *, status: int = 200, **shown: Any
) -> Response:
    track = tracks.get(session, actor, id)
    edits.prepare(session, actor, track)
    asked = request.query_params
    purpose = purposes.read(session, actor, asked)
    return render(
        request,
        "edits/show.html",
        actor,
        status=status,
        section="library",
        track=track,
        desk=edit_desk.of(session, actor, track),
        transcript=transcripts.of(session, track),
        purpose=purpose,
        is_rehearsal="draft" in asked,
        query=purposes.desk_query(asked),
        back_keys={f"then-{key}": asked[key] for key in purposes.DESK_KEYS if asked.get(key)},
        choices=playlist_choices(session, actor, purpose.playlist.id if purpose.playlist else None),
        title_max_chars=settings().title_max_chars,
        **shown,
    )
