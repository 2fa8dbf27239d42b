"""Edits: cutting a track, undoing, doing again. Recording again begins at POST /api/recordings."""

import uuid
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlmodel import Session
from starlette.responses import Response

from app.deps import Actor, Db, Id
from app.domain import edit_desk, edits, tracks
from app.models import Edit, Membership, Track
from app.routes.api.once import OnlyOnce

router = APIRouter(prefix="/tracks/{id}/edits", tags=["edits"])


class Cut(BaseModel):
    """A stretch of what is heard now; both ends move to a quiet place within 60 ms."""

    start_ms: int = Field(ge=0, le=1_000_000_000)
    end_ms: int = Field(ge=0, le=1_000_000_000)


class EditShape(BaseModel):
    """`at_ms` is where it is heard today, None while it is undone; `said` is how the words began that it took away."""

    id: uuid.UUID
    number: int
    kind: str
    said: str
    at_ms: int | None
    created_at: datetime
    undone_at: datetime | None


class EditsShape(BaseModel):
    """In the order they were made. While `is_being_made`, the track is still heard and read as before."""

    edits: list[EditShape]
    is_being_made: bool
    undoes: uuid.UUID | None
    redoes: uuid.UUID | None


@router.get("")
def index(id: Id, session: Db, actor: Actor) -> EditsShape:
    """What was edited, and what an undo and a redo would change."""
    return _shape(session, actor, tracks.get(session, actor, id))


@router.post("", status_code=202, response_model=EditsShape)
def cut(id: Id, sent: Cut, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Leave a stretch out. The worker makes it; 409 while an earlier edit is still being made."""
    track = tracks.get(session, actor, id)

    def make() -> EditsShape:
        edits.cut(session, actor, track, start_ms=sent.start_ms, end_ms=sent.end_ms)
        return _shape(session, actor, track)

    return once(sent, make, status=202)


@router.post("/undone", status_code=202)
def undo(id: Id, session: Db, actor: Actor) -> EditsShape:
    """Take the last edit back."""
    track = tracks.get(session, actor, id)
    edits.undo(session, actor, track)
    return _shape(session, actor, track)


@router.delete("/undone", status_code=202)
def redo(id: Id, session: Db, actor: Actor) -> EditsShape:
    """Do the edit again that was undone last."""
    track = tracks.get(session, actor, id)
    edits.redo(session, actor, track)
    return _shape(session, actor, track)


def _shape(session: Session, actor: Membership, track: Track) -> EditsShape:
    desk = edit_desk.of(session, actor, track)
    return EditsShape(
        edits=[_edit(edit, desk.places.get(edit.id)) for edit in desk.edits],
        is_being_made=desk.is_being_made,
        undoes=desk.undoes.id if desk.undoes else None,
        redoes=desk.redoes.id if desk.redoes else None,
    )


def _edit(edit: Edit, at_ms: int | None) -> EditShape:
    return EditShape(
        id=edit.id,
        number=edit.number,
        kind=edit.kind,
        said=edit.said,
        at_ms=at_ms,
        created_at=edit.created_at,
        undone_at=edit.undone_at,
    )
