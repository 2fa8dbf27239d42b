"""Object deletions: folders of the store whose rows are gone. A worker empties them, once the grace is over.

A row goes only after its folder was emptied twice, a day apart: a worker that froze before the row went may write late.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlmodel import Session, col

from app.config import settings
from app.models import ObjectDeletion
from app.models.base import now

BATCH = 50
LATE_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """A folder to empty now; `is_last` when nothing can come into it any more."""

    id: uuid.UUID
    prefix: str
    is_last: bool


def due(session: Session) -> list[Due]:
    """Some of the folders to empty, the oldest first. Two workers that get the same do no harm."""
    rows = session.scalars(
        select(ObjectDeletion).where(_is_due()).order_by(col(ObjectDeletion.created_at)).limit(BATCH)
    )
    return [Due(row.id, row.prefix, row.emptied_at is not None) for row in rows]


def settle(session: Session, done: Due) -> None:
    """Its folder is empty."""
    mine = col(ObjectDeletion.id) == done.id
    if done.is_last:
        session.execute(delete(ObjectDeletion).where(mine))
    else:
        session.execute(update(ObjectDeletion).where(mine).values(emptied_at=now()))


def waiting(session: Session) -> int:
    """How many folders are still to be emptied."""
    full = select(func.count()).select_from(ObjectDeletion).where(col(ObjectDeletion.emptied_at).is_(None))
    return session.scalars(full).one()


def _is_due() -> ColumnElement[bool]:
    grace_over = col(ObjectDeletion.created_at) <= now() - timedelta(hours=settings().objects_grace_hours)
    return or_(
        and_(col(ObjectDeletion.emptied_at).is_(None), grace_over),
        col(ObjectDeletion.emptied_at) < now() - LATE_FOR,
    )
