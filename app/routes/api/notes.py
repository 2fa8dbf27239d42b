"""Notes on a track, and their replies. Without a name: questions.py."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from app.deps import Actor, Db, Id
from app.domain import notes, tracks
from app.domain.notes import Talk
from app.models import Note
from app.routes.api.once import OnlyOnce
from app.routes.api.shapes import MemberShape, TrackShape

router = APIRouter(tags=["notes"])
PAGE = 100
AtMs = Annotated[int | None, Field(ge=0, le=2**31 - 1)]


class NoteShape(BaseModel):
    """`author` is null for a question without a name; its `created_at` is then only the day, at midnight UTC.

    `at_ms` counts from the track's start, null is the whole track. `voice` is what was said instead of written.
    """

    id: uuid.UUID
    track_id: uuid.UUID
    parent_id: uuid.UUID | None
    author: MemberShape | None
    at_ms: int | None
    text: str
    voice: TrackShape | None
    created_at: datetime
    edited_at: datetime | None

    @classmethod
    def of(cls, note: Note) -> "NoteShape":
        return cls(
            id=note.id,
            track_id=note.track_id,
            parent_id=note.parent_id,
            author=MemberShape.of(note.author) if note.author else None,
            at_ms=note.at_ms,
            text=note.text,
            voice=TrackShape.of(note.voice) if note.voice else None,
            created_at=note.created_at,
            edited_at=note.edited_at,
        )


class TalkShape(NoteShape):
    replies: list[NoteShape]

    @classmethod
    def told(cls, talk: Talk) -> "TalkShape":
        replies = [NoteShape.of(reply) for reply in talk.replies]
        return cls(**dict(NoteShape.of(talk.note)), replies=replies)


class NotePage(BaseModel):
    items: list[TalkShape]
    next_cursor: str | None


class NewNote(BaseModel):
    """Text, or `voice_track_id`: a voice note about this track (POST /api/recordings with about_track_id).

    With `parent_id` it is a reply and has no moment of its own.
    """

    text: str = Field(default="", max_length=20_000)
    at_ms: AtMs = None
    parent_id: uuid.UUID | None = None
    voice_track_id: uuid.UUID | None = None


class NoteChange(BaseModel):
    text: str = Field(max_length=20_000)


@router.get("/notes")
def index(
    session: Db,
    actor: Actor,
    track_id: uuid.UUID,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
) -> NotePage:
    """The notes of one track along its time, with their replies."""
    talks = notes.talks(session, tracks.get(session, actor, track_id))
    places = [str(talk.note.id) for talk in talks]
    first = places.index(cursor) + 1 if cursor in places else 0
    more = len(talks) > first + PAGE
    items = [TalkShape.told(talk) for talk in talks[first : first + PAGE]]
    return NotePage(items=items, next_cursor=places[first + PAGE - 1] if more else None)


@router.post("/tracks/{id}/notes", status_code=201, response_model=NoteShape)
def write(id: Id, sent: NewNote, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Leave a note, or reply to one. A voice note written down before is answered with the note it has."""

    def make() -> NoteShape:
        track = tracks.get(session, actor, id)
        parent = notes.get(session, actor, sent.parent_id, track=track) if sent.parent_id else None
        voice = tracks.get(session, actor, sent.voice_track_id) if sent.voice_track_id else None
        note = notes.write(session, actor, track, text=sent.text, at_ms=sent.at_ms, parent=parent, voice=voice)
        return NoteShape.of(note)

    return once(sent, make)


@router.get("/notes/{id}")
def show(id: Id, session: Db, actor: Actor) -> NoteShape:
    return NoteShape.of(notes.get(session, actor, id))


@router.patch("/notes/{id}")
def change(id: Id, sent: NoteChange, session: Db, actor: Actor) -> NoteShape:
    """Change one's own note."""
    note = notes.get(session, actor, id)
    notes.edit(actor, note, text=sent.text)
    return NoteShape.of(note)


@router.delete("/notes/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Take a note away with its replies; it can be restored for 30 days."""
    note = notes.get(session, actor, id)
    notes.delete(actor, tracks.get(session, actor, note.track_id), note)


@router.post("/notes/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> NoteShape:
    """Undo a deletion."""
    note = notes.get(session, actor, id, deleted=True)
    notes.restore(actor, tracks.get(session, actor, note.track_id), note)
    return NoteShape.of(note)
