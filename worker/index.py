"""Index: what was said becomes findable, and the recording ready."""

from pathlib import Path

from sqlmodel import Session

from app.domain import recordings, stages
from app.domain.stages import Claim
from app.models import Recording
from worker.lease import Lease
from worker.workplace import Workplace


def index(place: Workplace, lease: Lease, folder: Path) -> None:
    """Makes the recording ready."""
    lease.save(lambda session: _save(session, lease.claim))


def _save(session: Session, claim: Claim) -> None:
    recordings.mark_ready(session, session.get_one(Recording, claim.recording_id))
    stages.finish(session, claim)
