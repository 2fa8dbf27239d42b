"""Originals: what was uploaded, kept for ever and given back byte for byte."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from app.domain import parts
from app.errors import NotFound
from app.models import RecordingStatus, Track
from media.storage import Storage

EXTENSIONS = {
    "audio/mp4": "m4a", "audio/x-m4a": "m4a", "audio/webm": "webm", "audio/ogg": "ogg", "audio/mpeg": "mp3",
    "audio/wav": "wav", "audio/x-wav": "wav", "audio/flac": "flac", "audio/aac": "aac", "video/mp4": "mp4",
    "video/webm": "webm", "video/quicktime": "mov",
}  # fmt: skip


@dataclass(frozen=True)
class Original:
    """One take of a recording: its objects in order."""

    keys: list[str]
    size_bytes: int
    extension: str


def of(session: Session, track: Track, take: int) -> Original:
    """Raises NotFound while the upload is not complete, and for a take there is none of."""
    recording = track.recording
    mine = [part for part in parts.of(session, recording) if part.take == take]
    if recording.status == RecordingStatus.UPLOADING or not mine:
        raise NotFound
    extension = EXTENSIONS.get(recording.mime_type.split(";")[0].strip().lower(), "bin")
    return Original([part.key for part in mine], sum(part.size_bytes for part in mine), extension)


def stream(storage: Storage, original: Original) -> Iterator[bytes]:
    """The bytes, one object after the other."""
    for key in original.keys:
        with storage.open(key) as part:
            yield from part.chunks
