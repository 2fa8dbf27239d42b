"""Undo: what was deleted can be brought back for a while."""

from datetime import datetime, timedelta

from app.models.base import now

UNDO_FOR = timedelta(days=30)


def is_restorable(deleted_at: datetime | None) -> bool:
    """Whether it is still there, or was deleted not too long ago."""
    return deleted_at is None or deleted_at >= now() - UNDO_FOR
