"""Failures: what stopped a recording, in words, and whether the worker tries again."""

from sqlmodel import Session

from app import jobs
from app.config import settings
from app.domain import recordings, stages
from app.domain.stages import Claim
from app.models import Recording
from app.models.base import now

INTERRUPTED = "interrupted"
BACK_OFF_SECONDS = (5, 30, 120)

# A reason of media/errors.py or of the worker, and what the person who recorded it reads.
SENTENCES = {
    "not_audio": "This file holds no sound that we can read.",
    "no_sound": "This video has no sound.",
    "empty_audio": "There is no sound in this recording.",
    "too_long": "This recording is longer than allowed here.",
    "too_many_channels": "This file has more channels than we can mix.",
    "decoder_crashed": "This file is damaged in a way that we cannot read.",
    "decoder_timed_out": "Reading this file took too long; it is probably damaged.",
    "storage_unavailable": "The storage did not answer. The original is safe; try again in a moment.",
    "storage_full": "There was no room left to store the result. The original is safe.",
    "object_missing": "Part of the original is missing from the storage.",
    "model_missing": "The speech model is not installed. You can listen already; ask whoever runs Lorecast.",
    INTERRUPTED: "The work was interrupted too often. The original is safe; try again.",
    "unexpected": "Something unexpected went wrong. The original is safe; try again.",
}


def sentence(reason: str | None) -> str:
    """The words for a reason; every reason has some."""
    return SENTENCES.get(reason or "", SENTENCES["unexpected"])


def fail(session: Session, claim: Claim, reason: str, *, permanent: bool) -> int | None:
    """Count a failure and say in how many seconds the stage is tried again; None when it is given up.

    Raises LeaseLost when a newer attempt is under way.
    """
    stage = stages.hold(session, claim)
    stage.failures, stage.leased_until = stage.failures + 1, None
    if permanent or stage.failures >= settings().failures_max:
        _give_up(session, claim, reason)
        return None
    seconds = BACK_OFF_SECONDS[min(stage.failures, len(BACK_OFF_SECONDS)) - 1]
    stage.queued_at = now()
    session.flush()
    jobs.later(session, claim.name, claim.workspace_id, claim.recording_id, in_seconds=seconds)
    return seconds


def interrupted_too_often(claim: Claim) -> bool:
    """Whether this stage has taken its worker down so often that it must be the stage's own fault."""
    return claim.interruptions >= settings().interruptions_max


def _give_up(session: Session, claim: Claim, reason: str) -> None:
    stage = stages.hold(session, claim)
    stage.failed_at, stage.reason = now(), reason
    recordings.mark_failed(session, session.get_one(Recording, claim.recording_id), reason)
    session.flush()
