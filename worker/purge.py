"""Purge: on a timer of its own, removes for good what was deleted long enough ago, and what has run out.

Several workers may purge at once. Every step is a short transaction: whoever is killed has done it whole or not at all.
Objects go after their rows: no row points at nothing, and what is not deleted yet is written down (object_deletion).
"""

from collections.abc import Callable, Iterator
from itertools import takewhile
from threading import Event, Thread
from uuid import UUID

import structlog
from sqlmodel import Session

from app.db import transaction
from app.domain import expiries, object_deletions, object_hold, purge_due, workspace_ends, workspaces
from app.domain.object_deletions import Due
from media.errors import MediaError
from media.storage import Storage
from worker import metrics
from worker.patience import DATABASE_AWAY

PURGES_EVERY_SECONDS = 300.0
# What is beyond that waits for the next time, so that one workspace never keeps the others waiting for long.
STEPS_MAX = 500

log = structlog.get_logger()


class Purge(Thread):
    """Purges every few minutes until `stopping` is set."""

    def __init__(self, storage: Storage, stopping: Event) -> None:
        super().__init__(name="purge", daemon=True)
        self._storage, self._stopping = storage, stopping

    def run(self) -> None:
        while not self._stopping.wait(PURGES_EVERY_SECONDS):
            try:
                purge(self._storage, self._stopping)
            except DATABASE_AWAY:
                log.warning("purge put off", reason="database away")
            except MediaError as error:
                log.warning("purge put off", reason=error.reason)
            except Exception:
                log.exception("purge failed")


def purge(storage: Storage, stopping: Event | None = None) -> int:
    """Remove what is due everywhere; returns how many rows that were, what belongs to them not counted."""
    stop = stopping or Event()
    rows = sum(_everywhere(stop))
    folders = sum(_repeat(lambda: empty_folders(storage), stop))
    metrics.purged.inc(rows)
    if rows or folders:
        log.info("purged", rows=rows, folders=folders)
    return rows


def _everywhere(stop: Event) -> Iterator[int]:
    with transaction() as session:
        ended, living = workspace_ends.due(session), workspaces.ids(session)
    for workspace_id in ended:
        yield from _repeat(lambda id=workspace_id: _within(id, _end_some), stop)  # type: ignore[misc]
    for workspace_id in living:
        yield from _repeat(lambda id=workspace_id: _within(id, _remove_some), stop)  # type: ignore[misc]
    yield from _repeat(_forget_sign_ins, stop)


def _repeat(step: Callable[[], int], stop: Event) -> Iterator[int]:
    """Step by step until one finds nothing to do."""
    return takewhile(bool, (step() for _ in range(STEPS_MAX) if not stop.is_set()))


def _within(workspace_id: UUID, act: Callable[[Session, UUID], int]) -> int:
    """One step. One workspace's trouble keeps no other one waiting."""
    try:
        with transaction(workspace_id) as session:
            return act(session, workspace_id)
    except DATABASE_AWAY:
        raise
    except Exception:
        log.exception("purge failed", workspace_id=str(workspace_id))
        return 0


def _remove_some(session: Session, workspace_id: UUID) -> int:
    return purge_due.batch(session, workspace_id) + expiries.forget(session)


def _end_some(session: Session, workspace_id: UUID) -> int:
    return int(workspace_ends.purge_some(session, workspace_id))


def _forget_sign_ins() -> int:
    with transaction() as session:
        return expiries.forget_sign_ins(session)


def empty_folders(storage: Storage) -> int:
    """Empty some folders of the store that no row points into; returns how many. 0 while a backup copies."""
    with transaction() as session:
        found = object_deletions.due(session)
    return sum(_empty(storage, due) for due in found)


def _empty(storage: Storage, due: Due) -> int:
    with transaction() as session:
        if not object_hold.allowed(session):
            return 0
        storage.delete_prefix(due.prefix)
        object_deletions.settle(session, due)
    return 1
