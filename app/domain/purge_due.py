"""What is due for good, in one workspace: a small batch of each kind at a time, which several workers may share.

Rows are locked, and skipped when locked, so nobody waits; whoever is killed has done nothing of a batch, or all of it.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, select
from sqlmodel import Session, col

from app.config import settings
from app.domain import purges, undo
from app.models import (
    Assignment,
    CheckIn,
    Group,
    HelpCall,
    Membership,
    Note,
    Outcome,
    Part,
    Playlist,
    Recording,
    RecordingStatus,
    Request,
    Template,
    Term,
    Track,
)
from app.models.base import now

BATCH = 20
# What has no objects, and nothing else to think of.
PLAIN: tuple[tuple[Any, Any], ...] = (
    (Playlist, col(Playlist.deleted_at)),
    (Note, col(Note.deleted_at)),
    (Template, col(Template.deleted_at)),
    (Outcome, col(Outcome.deleted_at)),
    (Assignment, col(Assignment.removed_at)),
    (HelpCall, col(HelpCall.removed_at)),
    (CheckIn, col(CheckIn.removed_at)),
    (Term, col(Term.removed_at)),
)
FORMER_GROUP = "Former group"


def batch(session: Session, workspace_id: uuid.UUID) -> int:
    """Remove some of what is due in this workspace, which the session is in; 0 when nothing is left."""
    plain = [partial(_plain, table=table, deleted_at=deleted_at) for table, deleted_at in PLAIN]
    steps: list[Callable[[Session, uuid.UUID], int]] = [_deleted, _erased, _abandoned, _groups, *plain]
    return sum(step(session, workspace_id) for step in steps)


def end_tracks(session: Session, workspace_id: uuid.UUID) -> int:
    """Remove some tracks of a workspace that ends, due or not."""
    return _end(session, col(Track.workspace_id) == workspace_id)


def _deleted(session: Session, workspace_id: uuid.UUID) -> int:
    return _end(session, col(Track.workspace_id) == workspace_id, col(Track.deleted_at) < undo.since())


def _erased(session: Session, workspace_id: uuid.UUID) -> int:
    """Of whoever left and wanted nothing to stay."""
    gone = select(col(Membership.id)).where(
        col(Membership.workspace_id) == workspace_id, col(Membership.erased_at).is_not(None)
    )
    return _end(session, col(Track.author_id).in_(gone))


def _abandoned(session: Session, workspace_id: uuid.UUID) -> int:
    """Uploads that nobody completed, and of which nothing has come for a while. A phone that comes back begins anew."""
    since = now() - timedelta(days=settings().upload_days)
    lately = exists().where(col(Part.recording_id) == col(Recording.id), col(Part.created_at) >= since)
    waiting = select(col(Recording.track_id)).where(
        col(Recording.workspace_id) == workspace_id,
        col(Recording.status) == RecordingStatus.UPLOADING,
        col(Recording.created_at) < since,
        ~lately,
    )
    return _end(session, col(Track.id).in_(waiting))


def _end(session: Session, *conditions: ColumnElement[bool]) -> int:
    ids = _locked(session, select(col(Track.id)).where(*conditions))
    if ids:
        purges.end(session, ids)
    return len(ids)


def _groups(session: Session, workspace_id: uuid.UUID) -> int:
    """A group that was asked something, or met somebody, stays without its name: what was asked is not deleted."""
    over = select(Group).where(col(Group.workspace_id) == workspace_id, col(Group.deleted_at) < undo.since())
    found = session.scalars(
        over.where(col(Group.name) != FORMER_GROUP).limit(BATCH).with_for_update(skip_locked=True)
    ).all()
    for group in found:
        if _is_named(session, group):
            group.name = FORMER_GROUP
        else:
            session.delete(group)
    return len(found)


def _is_named(session: Session, group: Group) -> bool:
    asked = select(col(Request.id)).where(col(Request.group_id) == group.id)
    met = select(col(CheckIn.id)).where(col(CheckIn.group_id) == group.id)
    return any(session.scalars(one.limit(1)).first() for one in (asked, met))


def _plain(session: Session, workspace_id: uuid.UUID, *, table: Any, deleted_at: Any) -> int:
    due = select(table.id).where(table.workspace_id == workspace_id, deleted_at < undo.since())
    ids = _locked(session, due)
    if ids:
        session.execute(delete(table).where(table.id.in_(ids)))
    return len(ids)


def _locked(session: Session, due: Select[Any]) -> list[uuid.UUID]:
    return list(session.scalars(due.limit(BATCH).with_for_update(skip_locked=True)))
