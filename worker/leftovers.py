"""Leftovers: renditions that attempts wrote and no row points at. The one that a row points at is never touched.

Nothing is deleted while a backup copies; the sweep comes back to it.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlmodel import Session, col, select

from app.db import transaction
from app.domain import object_hold, recordings
from app.domain.stages import Claim
from app.models import Stage, StageName
from app.models.base import now
from media import keys
from media.storage import Storage
from worker.lease import Lease

# A worker that froze may write long after it lost its lease.
SETTLED_FOR, LOOKED_BACK = timedelta(hours=1), timedelta(days=2)


def delete_earlier(storage: Storage, claim: Claim) -> None:
    """After a save: what earlier attempts at this recording left."""
    _delete(storage, (_key(claim, attempt) for attempt in range(1, claim.attempt)))


def delete_own(storage: Storage, lease: Lease) -> None:
    """After a lost lease: what this attempt wrote, unless its save went through and only the answer got lost."""
    mine = _key(lease.claim, lease.claim.attempt)
    recording = lease.read(lambda session: recordings.find(session, lease.claim.recording_id))
    if recording and recording.rendition and recording.rendition.key != mine:
        _delete(storage, [mine])


def sweep(storage: Storage) -> None:
    """What workers that froze left behind, of recordings that took more than one attempt."""
    with transaction() as session:
        tried_again = _settled_at_second_try(session)
    for stage in tried_again:
        with transaction(stage.workspace_id) as session:
            recording = recordings.find(session, stage.recording_id)
        if recording and recording.rendition:
            written = (_key(stage, attempt) for attempt in range(1, stage.attempt + 1))
            _delete(storage, (key for key in written if key != recording.rendition.key))


def _delete(storage: Storage, names: Iterable[str]) -> None:
    with transaction() as session:
        if object_hold.allowed(session):
            storage.delete(names)


def _settled_at_second_try(session: Session) -> list[Stage]:
    second = select(Stage).where(Stage.name == StageName.NORMALISE, Stage.attempt > 1)
    return list(session.exec(second.where(col(Stage.finished_at).between(now() - LOOKED_BACK, now() - SETTLED_FOR))))


def _key(stage: Stage | Claim, attempt: int) -> str:
    return keys.rendition_key(stage.workspace_id, stage.recording_id, attempt)
