"""Failures: what stopped a recording, in words, and whether the worker tries again."""

from sqlmodel import Session

from app import jobs
from app.config import settings
from app.domain import recordings, stages
from app.domain.stages import Claim
from app.models import Recording
from app.models.base import now
from media.errors import TooLong, TooManyChannels, UnusableSampleRate, words_for

INTERRUPTED, UNEXPECTED = "interrupted", "unexpected"
BACK_OFF_SECONDS = (5, 30, 120)

# What the worker itself gives up on. The reasons that lie in the sound or the store bring their own words.
SENTENCES = {
    TooLong.reason: "This recording is longer than allowed here. Cut it into shorter tracks and send them again.",
    TooManyChannels.reason: "This file has more channels than can be mixed into one voice.",
    UnusableSampleRate.reason: "This file claims a sample rate that no recorder makes.",
    "model_missing": "The speech model is not installed. You can listen already; ask whoever runs Lorecast.",
    INTERRUPTED: "The work was interrupted too often. The original is safe; try again.",
    UNEXPECTED: "Something unexpected went wrong. The original is safe; try again.",
}


def sentence(reason: str | None) -> str:
    """The words for a reason; every reason has some."""
    return SENTENCES.get(reason or "") or words_for(reason or "") or SENTENCES[UNEXPECTED]


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
