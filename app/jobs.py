"""The contract between web and worker: job names, payloads of ids, and how to enqueue.

Jobs are enqueued by name inside the session's own transaction, so a recording is never saved without its job, and a
job never runs for something that was rolled back. The queue only wakes a worker; domain/stages.py says who holds what.
"""

import uuid
from contextlib import suppress
from functools import cache
from typing import Any, TypedDict

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import ColumnElement, exists, func, literal_column, table
from sqlmodel import Session, select

from app.config import settings
from app.db import APP_ROLE
from app.models import Stage, StageName


class Payload(TypedDict):
    """Everything a job is told. Names and texts never enter the queue; which request led to it stands in the stage."""

    workspace_id: str
    recording_id: str


# Nobody's thousandth recording is worth less than this.
LOWEST_PRIORITY = -10_000
# Above everybody's first.
RESUMED_PRIORITY = 0


def app() -> App:
    """A procrastinate app for a worker; not opened. It signs in like everything else, and becomes the same role."""
    return App(connector=PsycopgConnector(**_address(), min_size=1, max_size=8))


def _address() -> dict[str, Any]:
    return {"conninfo": settings().database_url, "kwargs": {"options": f"-c role={APP_ROLE}"}}


@cache
def _enqueuer() -> App:
    """Never opened: every job is deferred on the caller's own connection."""
    return App(connector=SyncPsycopgConnector(**_address()))


def later(
    session: Session,
    name: StageName,
    workspace_id: uuid.UUID,
    recording_id: uuid.UUID,
    *,
    in_seconds: int = 0,
    is_resumed: bool = False,
) -> bool:
    """Wake a worker for this stage of this recording once the transaction commits. What was begun goes first.

    Waking twice is waking once: False when a job for it waits already.
    """
    priority = RESUMED_PRIORITY if is_resumed else _fair_priority(session, name, workspace_id)
    with suppress(AlreadyEnqueued), session.begin_nested():
        _enqueuer().configure_task(
            name.value,
            queue=name.value,
            queueing_lock=f"{name.value}:{recording_id}",
            priority=priority,
            schedule_in={"seconds": in_seconds} if in_seconds else None,
            # Asked for inside the savepoint: asking is what sets it.
            connection=session.connection().connection.driver_connection,
        ).defer(**Payload(workspace_id=str(workspace_id), recording_id=str(recording_id)))
        return True
    return False


def none_waits(name: Any, recording_id: Any) -> ColumnElement[bool]:
    """The condition that no job for this stage of this recording waits; both are columns."""
    waiting = exists(literal_column("1")).select_from(table("procrastinate_jobs"))
    # As the queue's own partial index has it.
    waiting = waiting.where(
        literal_column("status = 'todo'"), literal_column("queueing_lock") == func.concat(name, ":", recording_id)
    )
    return ~waiting


def _fair_priority(session: Session, name: StageName, workspace_id: uuid.UUID) -> int:
    """Each waiting recording of a workspace stands one place behind the one before: workspaces take turns."""
    waiting = session.exec(
        select(func.count())
        .select_from(Stage)
        .where(Stage.workspace_id == workspace_id, Stage.name == name)
        .where(Stage.finished_at.is_(None), Stage.failed_at.is_(None))  # type: ignore[union-attr]
    ).one()
    return max(-waiting, LOWEST_PRIORITY)
