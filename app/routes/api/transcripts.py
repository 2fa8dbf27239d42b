"""Transcripts: as JSON, captions and plain text; and correcting them."""

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import corrections, recordings, tracks, transcripts
from app.errors import NotFound
from app.models import Membership, Segment, Track, Transcript
from app.routes.api.etags import expected_version, tag
from media import captions

router = APIRouter(prefix="/tracks", tags=["transcripts"])


class SegmentShape(BaseModel):
    """`words`: [start_ms, end_ms, text, probability] each, as the model heard them."""

    id: uuid.UUID
    start_ms: int
    end_ms: int
    text: str
    language: str | None
    words: list[Any]
    corrected_at: datetime | None


class TranscriptShape(BaseModel):
    """`finished` is false while more segments are coming."""

    language: str | None
    model: str
    finished: bool
    version: int
    segments: list[SegmentShape]


class SegmentChange(BaseModel):
    segment_id: uuid.UUID
    text: str = Field(max_length=10_000)
    text_before: str | None = Field(default=None, max_length=10_000)


class TranscriptChange(BaseModel):
    segments: list[SegmentChange] = Field(min_length=1, max_length=1_000)


@router.get("/{id}/transcript.json")
def as_json(id: Id, session: Db, actor: Actor, response: Response) -> TranscriptShape:
    """Everything said, with the time of each word. 404 before the model has begun."""
    transcript = _transcript(session, tracks.get(session, actor, id))
    tag(response, transcript.version)
    return _shape(transcript)


@router.get("/{id}/transcript.{format}", response_class=Response)
def as_text(id: Id, format: str, session: Db, actor: Actor) -> Response:
    """WebVTT, SubRip or plain text."""
    writer = {"vtt": captions.to_vtt, "srt": captions.to_srt, "txt": captions.to_txt}.get(format)
    if writer is None:
        raise NotFound
    track = tracks.get(session, actor, id)
    cues = transcripts.cues(_transcript(session, track), track.author.person.name)
    mime_type = "text/vtt" if format == "vtt" else "text/plain"
    return Response(writer(cues), media_type=f"{mime_type}; charset=utf-8")


@router.post("/{id}/transcript", status_code=202)
def write_again(id: Id, session: Db, actor: Actor) -> TranscriptShape:
    """Have it written down anew; sentences that were corrected stay. 409 while it is not ready."""
    track = tracks.get(session, actor, id)
    tracks.require_edit(actor, track)
    recordings.transcribe_again(session, track.recording)
    return _shape(_transcript(session, track))


@router.patch("/{id}/transcript")
def correct(
    id: Id,
    sent: TranscriptChange,
    session: Db,
    actor: Actor,
    response: Response,
    version: Annotated[int | None, Depends(expected_version)],
) -> TranscriptShape:
    """Correct segments by hand; their times stay. With If-Match, 412 when somebody else was faster."""
    track = tracks.get(session, actor, id)
    transcript = _transcript(session, track)
    corrections.require_version(session, transcript, version)
    for change in sent.segments:
        _correct_one(session, actor, track, change)
    corrected = _transcript(session, track)
    tag(response, corrected.version)
    return _shape(corrected)


def _correct_one(session: Db, actor: Membership, track: Track, change: SegmentChange) -> None:
    segment = corrections.get_segment(session, actor, change.segment_id)
    if segment.track_id != track.id:
        raise NotFound
    corrections.correct(session, actor, segment, text=change.text, text_before=change.text_before)


def _transcript(session: Db, track: Track) -> Transcript:
    found = transcripts.of(session, track)
    if found is None:
        raise NotFound("Nothing of this track is written down yet.")
    return found


def _shape(transcript: Transcript) -> TranscriptShape:
    return TranscriptShape(
        language=transcript.language,
        model=transcript.model,
        finished=transcript.finished_at is not None,
        version=transcript.version,
        segments=[_segment(segment) for segment in transcript.segments],
    )


def _segment(segment: Segment) -> SegmentShape:
    return SegmentShape.model_validate(segment, from_attributes=True)
