"""Tasks: what a job does. Claim the stage, work in a folder that is always removed, and settle what went wrong."""

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

import procrastinate
import structlog

from app import jobs
from app.db import transaction
from app.domain import failures, recordings, stages
from app.domain.stages import Claim, LeaseLost
from app.models import StageName
from media.errors import MediaError, WorkerDiskFull
from worker import metrics
from worker.errors import Interrupted, Stopping, WorkerError
from worker.index import index
from worker.lease import kept
from worker.normalise import normalise
from worker.patience import DATABASE_AWAY, patiently
from worker.transcribe import transcribe
from worker.workplace import Work, Workplace

WORK: dict[StageName, Work] = {
    StageName.NORMALISE: normalise,
    StageName.TRANSCRIBE: transcribe,
    StageName.INDEX: index,
}

log = structlog.get_logger()


def bind(app: procrastinate.App, place: Workplace) -> None:
    """Teach the queue's app the three tasks, by the names of app/jobs.py."""
    for name in WORK:
        app.task(name=name.value, queue=name.value)(_task(place, name))


def run(place: Workplace, name: StageName, payload: jobs.Payload) -> None:
    """One job. Safe to run twice, and at the same time as itself: the claim decides."""
    workspace_id, recording_id = UUID(payload["workspace_id"]), UUID(payload["recording_id"])
    with structlog.contextvars.bound_contextvars(stage=name.value, recording_id=str(recording_id)):
        claim = patiently(lambda: _claim(workspace_id, recording_id, name))
        if claim is None:
            log.info("job has nothing to do")
            return
        with structlog.contextvars.bound_contextvars(attempt=claim.attempt, request_id=claim.trace_id):
            _settle(place, claim)


def _task(place: Workplace, name: StageName) -> Callable[..., None]:
    def task(workspace_id: str, recording_id: str) -> None:
        run(place, name, {"workspace_id": workspace_id, "recording_id": recording_id})

    return task


def _claim(workspace_id: UUID, recording_id: UUID, name: StageName) -> Claim | None:
    with transaction(workspace_id) as session:
        return stages.claim(session, recording_id, name)


def _settle(place: Workplace, claim: Claim) -> None:
    """Work, and write down what came of it. Nothing raised here would help anybody."""
    started = perf_counter()
    try:
        _work(place, claim)
    except Stopping:
        log.info("stage given back")
    except LeaseLost:
        metrics.lost.labels(claim.name.value).inc()
        log.warning("lease lost")
    except DATABASE_AWAY:
        # Nothing can be written now. The lease runs out, and the sweep brings the stage back.
        log.warning("database away")
    except Exception as error:
        _fail(claim, error)
    else:
        seconds = perf_counter() - started
        metrics.done(claim.name, seconds, _duration_ms(claim))
        log.info("stage done", took_ms=round(seconds * 1000))


def _work(place: Workplace, claim: Claim) -> None:
    if failures.interrupted_too_often(claim):
        raise Interrupted
    with kept(claim, place.stopping) as lease, TemporaryDirectory(dir=place.desk) as folder:
        lease.check()
        WORK[claim.name](place, lease, Path(folder))


def _fail(claim: Claim, error: Exception) -> None:
    reason, permanent = _blame(error)
    metrics.failures.labels(claim.name.value, reason).inc()
    if reason == failures.UNEXPECTED:
        log.exception("stage failed unexpectedly")
    with suppress(LeaseLost, *DATABASE_AWAY):
        seconds = patiently(lambda: _write_down(claim, reason, permanent))
        log.warning("stage failed", reason=reason, again_in_seconds=seconds)


def _duration_ms(claim: Claim) -> int | None:
    """How long it is heard, for the metrics; None where that cannot be asked just now."""
    with suppress(*DATABASE_AWAY), transaction(claim.workspace_id) as session:
        recording = recordings.find(session, claim.recording_id)
        return recording.duration_ms if recording else None
    return None


def _write_down(claim: Claim, reason: str, permanent: bool) -> int | None:
    with transaction(claim.workspace_id) as session:
        return failures.fail(session, claim, reason, permanent=permanent)


def _blame(error: Exception) -> tuple[str, bool]:
    """The reason, and whether trying again is of no use."""
    if isinstance(error, MediaError | WorkerError):
        return error.reason, error.permanent
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WorkerDiskFull.reason, WorkerDiskFull.permanent
    return failures.UNEXPECTED, False
