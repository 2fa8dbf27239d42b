"""The sound of a track: the rendition for listening, the untouched original, the waveform to draw."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response, StreamingResponse

from app.config import settings
from app.deps import Actor, Db, Id
from app.domain import originals, tracks
from app.errors import NotFound
from app.models import Rendition, Track, Waveform
from app.routes.api.ranges import Span, requested_span
from app.turns import ObjectsInTurn
from media.storage import Storage

router = APIRouter(prefix="/tracks", tags=["tracks"])
PRESIGNED_SECONDS = 300
BYTES = {"schema": {"type": "string", "format": "binary"}}
SOUND: dict[int | str, dict[str, Any]] = {
    200: {"description": "The whole", "content": {"audio/mp4": BYTES}},
    206: {"description": "What Range asks for", "content": {"audio/mp4": BYTES}},
    302: {"description": "On to a signed link, where the store is asked directly"},
    304: {"description": "As the caller has it"},
}
ORIGINAL: dict[int | str, dict[str, Any]] = {
    200: {"description": "The whole", "content": {"application/octet-stream": BYTES}}
}


class WaveformShape(BaseModel):
    """`peaks`: 0–255, evenly spread over the track. `silences`: [start_ms, end_ms] each."""

    version: int = 1
    duration_ms: int
    peaks: list[int]
    silences: list[Annotated[list[int], Field(min_length=2, max_length=2)]]


@router.head("/{id}/audio", response_model=None, include_in_schema=False)
@router.get("/{id}/audio", response_class=Response, responses=SOUND)
def audio(id: Id, request: Request, session: Db, storage: ObjectsInTurn, actor: Actor) -> Response:
    """The m4a rendition. Range gives 206; ETag and If-None-Match work; 404 until it is playable."""
    return heard(request, storage, tracks.get(session, actor, id))


def heard(request: Request, storage: Storage, track: Track) -> Response:
    """The sound of a track for somebody who may hear it."""
    rendition, _ = _playable(track)
    # A script may not follow to another origin, so what is kept for listening offline comes from here.
    if settings().s3_redirects and request.headers.get("sec-fetch-dest") != "empty":
        return RedirectResponse(storage.presigned_url(rendition.key, PRESIGNED_SECONDS), status_code=302)
    headers = {"ETag": f'"{rendition.sha256}"', "Accept-Ranges": "bytes", "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    span = requested_span(request.headers, rendition.size_bytes, headers["ETag"])
    return _streamed(request, storage, rendition.key, rendition.mime_type, span, headers)


@router.head("/{id}/original", response_model=None, include_in_schema=False)
@router.get("/{id}/original", response_class=Response, responses=ORIGINAL)
def original(
    id: Id,
    request: Request,
    session: Db,
    storage: ObjectsInTurn,
    actor: Actor,
    take: Annotated[int, Query(ge=0, le=1_000)] = 0,
) -> Response:
    """What was uploaded, byte for byte, one take at a time; as a download, never shown by the browser."""
    found = originals.of(session, tracks.get(session, actor, id), take)
    headers = {
        "Content-Length": str(found.size_bytes),
        "Content-Disposition": f'attachment; filename="{id}-{take}.{found.extension}"',
    }
    body: Iterator[bytes] = iter(()) if request.method == "HEAD" else originals.stream(storage, found)
    return StreamingResponse(body, media_type="application/octet-stream", headers=headers)


@router.get("/{id}/waveform.json")
def waveform(id: Id, session: Db, actor: Actor) -> WaveformShape:
    """Peaks 0–255 over the whole track, and where it is silent."""
    rendition, peaks = _playable(tracks.get(session, actor, id))
    return WaveformShape(duration_ms=rendition.duration_ms, peaks=list(peaks.peaks), silences=peaks.silences)


def _playable(track: Track) -> tuple[Rendition, Waveform]:
    recording = track.recording
    if recording.rendition is None or recording.waveform is None:
        raise NotFound("This track cannot be heard yet.")
    return recording.rendition, recording.waveform


def _streamed(
    request: Request, storage: Storage, key: str, mime_type: str, span: Span, headers: dict[str, str]
) -> Response:
    status = 206 if span.is_partial else 200
    headers = {**headers, **span.headers()}
    if request.method == "HEAD" or span.length == 0:
        return Response(status_code=status, headers=headers, media_type=mime_type)
    chunks = storage.open(key, span.start, span.end).chunks
    return StreamingResponse(chunks, status_code=status, headers=headers, media_type=mime_type)
