"""Stages: claiming a step of the work, keeping the claim alive, and proving it is still the newest before saving.

    queued ──claim──▶ leased ──finish──▶ finished
       ▲                │ │
       │  lease runs out│ └──domain/failures.py──▶ queued again, or failed
       └────────────────┘

A claim raises the attempt. Whoever holds an older attempt may still compute, but `hold` refuses its save.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app import jobs, logs
from app.config import settings
from app.models import Recording, Stage, StageName
from app.models.base import now

# A queued stage whose job nobody has seen for this long is offered to the queue again.
FORGOTTEN_AFTER = timedelta(seconds=30)
# Twice may be a deployment that went wrong.
SUSPECT_AFTER, LONGEST_APART_SECONDS = 2, 60


class LeaseLost(Exception):
    """A newer attempt at this stage exists, or it is settled: whatever was computed must not be saved."""


@dataclass(frozen=True)
class Claim:
    """The right to work on one stage of one recording, for as long as `attempt` is the newest."""

    stage_id: uuid.UUID
    workspace_id: uuid.UUID
    recording_id: uuid.UUID
    name: StageName
    attempt: int
    interruptions: int
    trace_id: str | None = None


def queue(session: Session, recording: Recording, name: StageName) -> None:
    """Open a stage, or open it anew, and wake a worker. Idempotent."""
    fresh: dict[str, Any] = {
        "queued_at": now(),
        "finished_at": None,
        "failed_at": None,
        "reason": None,
        "leased_until": None,
    }
    fresh["trace_id"] = logs.trace_id()
    statement = insert(Stage).values(
        id=uuid.uuid4(),
        workspace_id=recording.workspace_id,
        recording_id=recording.id,
        name=name.value,
        attempt=0,
        failures=0,
        interruptions=0,
        **fresh,
    )
    counters = {"failures": 0, "interruptions": 0}
    session.execute(
        statement.on_conflict_do_update(index_elements=["recording_id", "name"], set_={**fresh, **counters})
    )
    jobs.later(session, name, recording.workspace_id, recording.id)


def claim(session: Session, recording_id: uuid.UUID, name: StageName) -> Claim | None:
    """Take the stage if it is free. None when somebody holds it, it is settled, or it was never opened."""
    lease_ran_out = case((col(Stage.leased_until).is_not(None), 1), else_=0)
    taken = session.execute(
        update(Stage)
        .where(col(Stage.recording_id) == recording_id, col(Stage.name) == name.value)
        .where(col(Stage.finished_at).is_(None), col(Stage.failed_at).is_(None))
        .where(or_(col(Stage.leased_until).is_(None), col(Stage.leased_until) < now()))
        .values(
            attempt=Stage.attempt + 1,
            interruptions=Stage.interruptions + lease_ran_out,
            leased_until=_lease_end(),
        )
        .returning(Stage.id, Stage.workspace_id, Stage.attempt, Stage.interruptions, Stage.trace_id)  # type: ignore[call-overload]
    ).one_or_none()
    if taken is None:
        return None
    return Claim(taken.id, taken.workspace_id, recording_id, name, taken.attempt, taken.interruptions, taken.trace_id)


def beat(session: Session, claim: Claim) -> bool:
    """Prolong the lease. False when it is no longer ours: stop working."""
    prolonged = session.execute(
        update(Stage).where(*_still_ours(claim)).values(leased_until=_lease_end()).returning(col(Stage.id))
    )
    return prolonged.first() is not None


def hold(session: Session, claim: Claim) -> Stage:
    """Lock the stage for the rest of the transaction. The first line of every save; raises LeaseLost."""
    stage = session.scalars(select(Stage).where(*_still_ours(claim)).with_for_update()).first()
    if stage is None:
        raise LeaseLost
    return stage


def got_on(session: Session, claim: Claim) -> None:
    """Something was saved for good: earlier interruptions were not this stage's fault."""
    hold(session, claim).interruptions = 0


def finish(session: Session, claim: Claim) -> None:
    """Settle the stage as done."""
    stage = hold(session, claim)
    stage.finished_at, stage.leased_until = now(), None


def release(session: Session, claim: Claim) -> None:
    """Give an unfinished stage back, because this worker is stopping; another may take it at once."""
    stage = hold(session, claim)
    stage.leased_until, stage.queued_at = None, now()
    jobs.later(session, claim.name, claim.workspace_id, claim.recording_id, is_resumed=True)


def requeue_overdue(session: Session, *, limit: int = 100) -> int:
    """Wake workers for stages whose lease ran out, or whose job got lost: at most `limit`, returns how many.

    Those that a waiting job will come to anyway do not count, or a thousand of them would hide the one that is stuck.
    """
    overdue = session.execute(
        select(  # type: ignore[call-overload]
            Stage.workspace_id, Stage.recording_id, Stage.name, Stage.leased_until, Stage.interruptions
        )
        .where(col(Stage.finished_at).is_(None), col(Stage.failed_at).is_(None))
        .where(
            or_(
                col(Stage.leased_until) < now(),
                col(Stage.leased_until).is_(None) & (col(Stage.queued_at) < now() - FORGOTTEN_AFTER),
            )
        )
        .where(jobs.none_waits(col(Stage.name), col(Stage.recording_id)))
        .order_by(col(Stage.leased_until).asc().nulls_last(), col(Stage.queued_at))
        .limit(limit)
    ).all()
    return sum(
        jobs.later(
            session,
            StageName(name),
            workspace_id,
            recording_id,
            is_resumed=leased_until is not None,
            in_seconds=_apart(interruptions),
        )
        for workspace_id, recording_id, name, leased_until, interruptions in overdue
    )


def _apart(interruptions: int) -> int:
    """Seconds to wait before the next attempt at what was interrupted again and again.

    One of several that were in a worker's hands may have taken it down. Chance keeps them apart, so that the others
    get on without it and are not given up along with it.
    """
    if interruptions < SUSPECT_AFTER:
        return 0
    return secrets.randbelow(min(2**interruptions, LONGEST_APART_SECONDS) + 1)


def _still_ours(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Stage.id) == claim.stage_id,
        col(Stage.attempt) == claim.attempt,
        col(Stage.finished_at).is_(None),
        col(Stage.failed_at).is_(None),
    )


def _lease_end() -> datetime:
    return now() + timedelta(seconds=settings().worker_lease_seconds)
