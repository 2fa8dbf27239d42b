"""Orphans: objects of a living recording that no row points at, such as a part whose transaction was rolled back.

Each workspace is looked through once a day, at an hour of its own. Nothing is deleted that is younger than an hour,
nothing of a recording that is not found, and nothing while a backup copies.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby, islice
from uuid import UUID

import structlog
from sqlmodel import Session, col, select

from app.db import transaction
from app.domain import object_hold, workspaces
from app.models import Part, Recording, Rendition, Stage, StageName
from app.models.base import now
from media import keys
from media.storage import ObjectInfo, Storage

# A web process or a worker that froze may still write the row.
SETTLED_FOR = timedelta(hours=1)
HOURS = 24
# Recordings compared with their rows at a time.
AT_ONCE = 200
OURS = re.compile(r"workspaces/[^/]+/recordings/([^/]+)/(?:takes/\d+/parts/\d{6}|renditions/\d+/listen\.m4a)")

log = structlog.get_logger()


def sweep(storage: Storage) -> int:
    """The workspaces whose turn it is; returns how many objects were deleted."""
    with transaction() as session:
        turn = [id for id in workspaces.ids(session) if id.int % HOURS == now().hour]
    return sum(sweep_workspace(storage, id, written_before=now() - SETTLED_FOR) for id in turn)


def sweep_workspace(storage: Storage, workspace_id: UUID, *, written_before: datetime) -> int:
    """Every object of one workspace that was written before; in bounded memory, whatever it holds."""
    deleted = 0
    by_recording = groupby(_listed(storage, workspace_id), key=lambda found: found[0])
    old = ((id, [info.key for _, info in group if info.modified_at < written_before]) for id, group in by_recording)
    while some := dict(islice(old, AT_ONCE)):
        for recording_id in _suspected(workspace_id, some):
            deleted += _delete(storage, workspace_id, recording_id, some[recording_id])
    if deleted:
        log.info("orphans deleted", workspace_id=str(workspace_id), count=deleted)
    return deleted


def _listed(storage: Storage, workspace_id: UUID) -> Iterator[tuple[UUID, ObjectInfo]]:
    """In the order of keys, so that those of a recording come together."""
    for info in storage.list(keys.workspace_prefix(workspace_id)):
        if ours := OURS.fullmatch(info.key):
            yield UUID(ours[1]), info


def _suspected(workspace_id: UUID, objects: dict[UUID, list[str]]) -> list[UUID]:
    """Of which recordings the store has more than the rows say; a glance, without a lock."""
    with transaction(workspace_id) as session:
        known = _pointed_at(session, [*objects])
    return [id for id, names in objects.items() if not known.issuperset(names)]


def _delete(storage: Storage, workspace_id: UUID, recording_id: UUID, names: list[str]) -> int:
    """Under the lock that whoever receives a part takes first: what is sent again just now is not deleted under it."""
    with transaction(workspace_id) as session:
        mine = select(Recording).where(Recording.id == recording_id).with_for_update()
        # Unknown is not the same as gone: whole folders are deleted by worker/purge.py alone.
        if session.exec(mine).first() is None or not object_hold.allowed(session):
            return 0
        orphans = {*names} - _pointed_at(session, [recording_id]) - _being_made(session, workspace_id, recording_id)
        written_again = {
            name for name in orphans if (info := storage.head(name)) and info.modified_at > now() - SETTLED_FOR
        }
        return storage.delete(orphans - written_again)


def _pointed_at(session: Session, recording_ids: list[UUID]) -> set[str]:
    of_parts = session.exec(select(Part.key).where(col(Part.recording_id).in_(recording_ids)))
    of_renditions = session.exec(select(Rendition.key).where(col(Rendition.recording_id).in_(recording_ids)))
    return {*of_parts, *of_renditions}


def _being_made(session: Session, workspace_id: UUID, recording_id: UUID) -> set[str]:
    """The rendition that a worker may be about to save."""
    under_way = select(Stage).where(Stage.recording_id == recording_id, Stage.name == StageName.NORMALISE)
    stage = session.exec(under_way.where(col(Stage.finished_at).is_(None)).with_for_update()).first()
    return {keys.rendition_key(workspace_id, recording_id, stage.attempt)} if stage else set()
