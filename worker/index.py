"""Index: what was said becomes findable, and the recording ready."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog
from sqlmodel import Session

from app import meaning
from app.domain import passages, recordings, stages, transcripts
from app.domain.stages import Claim
from app.models import Recording, Track
from worker.lease import Lease
from worker.workplace import Workplace

log = structlog.get_logger()


def index(_place: Workplace, lease: Lease, _folder: Path) -> None:
    """Makes the recording ready. Without the meaning model it is found by its words alone."""
    texts = lease.read(lambda session: _load(session, lease.claim))
    vectors = _vectors(texts)
    lease.check()
    lease.save(lambda session: _save(session, lease.claim, vectors))


def _load(session: Session, claim: Claim) -> list[str]:
    transcript = transcripts.of_recording(session, claim.recording_id)
    return passages.texts(transcript.segments) if transcript else []


def _vectors(texts: list[str]) -> Mapping[str, Any]:
    try:
        return meaning.vectors_of(texts)
    except Exception:
        # Whatever is wrong with the model, nobody should wait for a recording because of it.
        log.exception("no vectors")
        return {}


def _save(session: Session, claim: Claim, vectors: Mapping[str, Any]) -> None:
    recording = session.get_one(Recording, claim.recording_id)
    passages.build(session, session.get_one(Track, recording.track_id), vectors)
    recordings.mark_ready(session, recording)
    stages.finish(session, claim)
