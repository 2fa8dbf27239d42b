"""Recordings: open one, see what has arrived, declare it complete."""

import uuid
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlmodel import Session
from starlette.responses import JSONResponse, Response

from app.deps import Actor, Db, Id
from app.domain import edits, parts, playlists, recordings, tracks
from app.models import Membership, Right
from app.routes.api.once import OnlyOnce
from app.routes.api.shapes import RecordingShape

router = APIRouter(prefix="/recordings", tags=["recordings"])
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Retake(BaseModel):
    """What is said again of a track: from `start_ms` to `end_ms`, or to its end."""

    track_id: uuid.UUID
    start_ms: int = Field(ge=0, le=1_000_000_000)
    end_ms: int | None = Field(default=None, ge=0, le=1_000_000_000)


class NewRecording(BaseModel):
    """Without a title the track is named after what is said first. `sha256` is that of an imported file.

    `about_track_id` makes it a voice note about that track: heard by whoever hears that one, and in no list of tracks.
    `retake` opens further takes of the recording that the track has, which is what is answered; its takes count from
    `first_take`.
    """

    mime_type: str = Field(default="", max_length=200)
    title: str | None = Field(default=None, max_length=200)
    playlist_id: uuid.UUID | None = None
    about_track_id: uuid.UUID | None = None
    retake: Retake | None = None
    sha256: Hash | None = None


class TakeParts(BaseModel):
    parts: int = Field(ge=1, le=100_000)


class Completion(BaseModel):
    """`first_take` as the recording was opened with it: more than 0 for a retake."""

    takes: list[TakeParts] = Field(max_length=1_000)
    first_take: int = Field(default=0, ge=0, le=1_000_000)


@router.post("", status_code=201, response_model=RecordingShape)
def begin(sent: NewRecording, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Open a recording and its track."""

    def make() -> RecordingShape:
        if sent.retake:
            return _retake(session, actor, sent.retake)
        playlist = playlists.get(session, actor, sent.playlist_id, Right.ADD) if sent.playlist_id else None
        about = tracks.get(session, actor, sent.about_track_id) if sent.about_track_id else None
        recording = recordings.begin(
            session,
            actor,
            mime_type=sent.mime_type,
            title=sent.title,
            playlist=playlist,
            about=about,
            source_sha256=sent.sha256,
        )
        return RecordingShape.of(recording, {})

    return once(sent, make)


@router.get("/{id}")
def show(id: Id, session: Db, actor: Actor) -> RecordingShape:
    """How far it is, and which parts have arrived."""
    recording = recordings.get(session, actor, id)
    return RecordingShape.of(recording, parts.held(session, recording))


@router.post("/{id}/complete", status_code=202, response_model=RecordingShape)
def complete(id: Id, sent: Completion, session: Db, actor: Actor) -> Response:
    """Declare every take with its number of parts. 409 lists what is missing; the same again is harmless."""
    recording = recordings.get(session, actor, id)
    counts = [take.parts for take in sent.takes]
    if sent.first_take:
        edits.arrive(session, recording, first_take=sent.first_take, part_counts=counts)
    else:
        recordings.complete(session, recording, counts)
    shape = RecordingShape.of(recording, parts.held(session, recording))
    return JSONResponse(shape.model_dump(mode="json"), 202)


@router.post("/{id}/retry", status_code=202)
def retry(id: Id, session: Db, actor: Actor) -> RecordingShape:
    """Try again what failed, from the kept original."""
    recording = recordings.get(session, actor, id)
    recordings.retry(session, recording)
    return RecordingShape.of(recording, parts.held(session, recording))


@router.delete("/{id}", status_code=204)
def discard(id: Id, session: Db, actor: Actor) -> None:
    """Give up an upload that was not completed."""
    recordings.discard(session, actor, recordings.get(session, actor, id))


def _retake(session: Session, actor: Membership, sent: Retake) -> RecordingShape:
    track = tracks.get(session, actor, sent.track_id)
    edit = edits.begin_retake(session, actor, track, start_ms=sent.start_ms, end_ms=sent.end_ms)
    shape = RecordingShape.of(track.recording, parts.held(session, track.recording))
    return shape.model_copy(update={"first_take": edit.first_take})
