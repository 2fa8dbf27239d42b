"""Tracks for tests, without the worker: what it would have written, written directly."""

import hashlib
import math

from sqlmodel import Session

from app.domain import passages, recordings, transcripts
from app.domain.transcripts import Spoken
from app.models import Playlist, Recording, RecordingStatus, Rendition, Track, Waveform
from app.models.base import now
from media.storage import Storage
from tests.cast import Player

SOUND = bytes(range(256)) * 64


def make_track(
    session: Session,
    player: Player,
    *,
    title: str = "How we bill",
    says: tuple[str, ...] = (),
    playlist: Playlist | None = None,
    duration_ms: int = 60_000,
    storage: Storage | None = None,
) -> Track:
    """A ready track; with `storage` its rendition's bytes are really there."""
    recording = recordings.begin(session, player.member, mime_type="audio/webm", title=title, playlist=playlist)
    session.add_all([_rendition(recording, duration_ms, storage), _waveform(recording)])
    recording.status, recording.duration_ms, recording.progress = RecordingStatus.READY, duration_ms, 1.0
    recording.uploaded_at = recording.playable_at = recording.ready_at = now()
    if says:
        transcript = transcripts.begin(session, recording, model="test")
        transcripts.append(session, transcript, recording, [_spoken(number, text) for number, text in enumerate(says)])
        transcripts.finish(session, transcript, language="en")
    session.flush()
    track = session.get_one(Track, recording.track_id)
    passages.build(session, track, {})
    return track


def _rendition(recording: Recording, duration_ms: int, storage: Storage | None) -> Rendition:
    key = f"workspaces/{recording.workspace_id}/recordings/{recording.id}/renditions/1.m4a"
    if storage is not None:
        storage.put(key, SOUND, "audio/mp4")
    return Rendition(
        workspace_id=recording.workspace_id,
        recording_id=recording.id,
        key=key,
        size_bytes=len(SOUND),
        sha256=hashlib.sha256(SOUND).hexdigest(),
        duration_ms=duration_ms,
        timeline=[[0, duration_ms]],
    )


def _waveform(recording: Recording) -> Waveform:
    peaks = bytes(int(128 + 100 * math.sin(place / 9)) for place in range(800))
    return Waveform(workspace_id=recording.workspace_id, recording_id=recording.id, peaks=peaks, silences=[])


def _spoken(number: int, text: str) -> Spoken:
    start_ms = number * 5_000
    words = text.split()
    step = 4_500 // max(len(words), 1)
    timed: list[list[float | int | str]] = [
        [start_ms + place * step, start_ms + (place + 1) * step, word, 0.9] for place, word in enumerate(words)
    ]
    return Spoken(start_ms, start_ms + 4_500, text, "en", timed)
