"""Calendar: what is due by the day and belongs to no recording. Safe to run twice and by several workers at once."""

from uuid import UUID

import structlog

from app.db import transaction
from app.domain import asking_back, workspaces
from app.models.base import now
from worker.patience import DATABASE_AWAY

log = structlog.get_logger()


def turn() -> int:
    """Look into every workspace, each in a transaction of its own; returns how many hires were asked."""
    with transaction() as session:
        everywhere = workspaces.ids(session)
    asked = 0
    for workspace_id in everywhere:
        try:
            asked += _turn(workspace_id)
        except DATABASE_AWAY:
            raise
        except Exception:
            # One workspace's trouble keeps no other one waiting.
            log.exception("calendar failed", workspace_id=str(workspace_id))
    return asked


def _turn(workspace_id: UUID) -> int:
    with transaction(workspace_id) as session:
        asked, told = asking_back.ask_due(session, today=now().date()), asking_back.tell_opened(session)
    if asked or told:
        log.info("reverse onboarding", hires_asked=asked, playlists_told=told)
    return asked
