"""Undo: what was deleted can be brought back for a while; afterwards the purge removes it for good."""

from datetime import datetime, timedelta

from app.config import settings
from app.models.base import now


def since() -> datetime:
    """What was deleted before this moment is beyond bringing back."""
    return now() - timedelta(days=settings().undo_days)


def is_restorable(deleted_at: datetime | None) -> bool:
    """Whether it is still there, or was deleted not too long ago."""
    return deleted_at is None or deleted_at >= since()
