"""Queue depths: how much waits at each stage, over all workspaces, in numbers only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.models import Stage, StageName
from app.models.base import now


@dataclass(frozen=True)
class QueueDepth:
    """`oldest_seconds` is 0 when nothing waits."""

    stage: str
    waiting: int
    oldest_seconds: float


def waiting(session: Session) -> list[QueueDepth]:
    """One for each stage, also where nothing waits."""
    rows = session.execute(
        select(col(Stage.name), func.count(), func.min(Stage.queued_at))
        .where(col(Stage.finished_at).is_(None), col(Stage.failed_at).is_(None))
        .group_by(col(Stage.name))
    ).all()
    found = {name: (count, oldest) for name, count, oldest in rows}
    return [_depth(name, *found.get(name.value, (0, now()))) for name in StageName]


def failed(session: Session) -> list[tuple[str, str, int]]:
    """Stage, reason and how many recordings are given up there and not tried again."""
    rows = session.execute(
        select(col(Stage.name), col(Stage.reason), func.count())
        .where(col(Stage.failed_at).is_not(None))
        .group_by(col(Stage.name), col(Stage.reason))
    )
    return [(name, reason or "", count) for name, reason, count in rows]


def _depth(name: StageName, count: int, oldest: datetime) -> QueueDepth:
    seconds = max((now() - oldest).total_seconds(), 0.0) if count else 0.0
    return QueueDepth(name.value, count, seconds)
