"""Sweep: on a timer of its own, not a job of the queue, so that it works when the queue is what is stuck.

Brings back stages whose worker died or whose job got lost, forgets dead workers and the jobs they held, and now and
then deletes objects that no row points at and looks into the calendar.
"""

from threading import Event, Thread
from time import monotonic

import structlog
from sqlalchemy import text
from sqlmodel import Session

from app.config import settings
from app.db import transaction
from app.domain import stages
from media.errors import MediaError
from media.storage import Storage
from worker import calendar, leftovers, orphans
from worker.patience import DATABASE_AWAY

# As long as procrastinate itself waits before it takes a worker for dead.
DEAD_AFTER_SECONDS = 30
# So many stages each time, and so often; what is beyond that waits for the next sweep.
ROUND, ROUNDS_MAX = 100, 100
LEFTOVERS_EVERY_SECONDS = 3_600
CALENDAR_EVERY_SECONDS = 300

log = structlog.get_logger()


class Sweep(Thread):
    """Sweeps until `stopping` is set. Several workers may sweep at once."""

    def __init__(self, storage: Storage, stopping: Event) -> None:
        super().__init__(name="sweep", daemon=True)
        self._storage, self._stopping = storage, stopping
        self._leftovers_at = monotonic() + LEFTOVERS_EVERY_SECONDS
        self._calendar_at = monotonic()

    def run(self) -> None:
        # At once: this worker may have been started because another died.
        self._sweep()
        while not self._stopping.wait(settings().worker_sweep_seconds):
            self._sweep()

    def _sweep(self) -> None:
        try:
            sweep()
            self._sweep_leftovers()
            self._turn_calendar()
        except DATABASE_AWAY:
            log.warning("sweep put off", reason="database away")
        except MediaError as error:
            log.warning("sweep put off", reason=error.reason)
        except Exception:
            log.exception("sweep failed")

    def _sweep_leftovers(self) -> None:
        if monotonic() >= self._leftovers_at:
            self._leftovers_at = monotonic() + LEFTOVERS_EVERY_SECONDS
            leftovers.sweep(self._storage)
            orphans.sweep(self._storage)

    def _turn_calendar(self) -> None:
        if monotonic() >= self._calendar_at:
            self._calendar_at = monotonic() + CALENDAR_EVERY_SECONDS
            calendar.turn()


def sweep() -> int:
    """Wake workers for what is overdue; returns how many stages that were."""
    with transaction() as session:
        forget_dead_workers(session)
    brought_back = 0
    for _ in range(ROUNDS_MAX):
        brought_back += (count := _requeue())
        # Not until nothing is found: a worker may have taken a job of this very sweep, and not yet the stage.
        if count < ROUND:
            break
    if brought_back:
        log.info("stages brought back", count=brought_back)
    return brought_back


def _requeue() -> int:
    with transaction() as session:
        return stages.requeue_overdue(session, limit=ROUND)


def forget_dead_workers(session: Session) -> None:
    """procrastinate leaves a dead worker's jobs as `doing` for ever (its issue 1518). Our stages replace them."""
    session.execute(text("select procrastinate_prune_stalled_workers_v1(:seconds)"), {"seconds": DEAD_AFTER_SECONDS})
    session.execute(text("delete from procrastinate_jobs where status <> 'todo' and worker_id is null"))
