"""What must be there of uploads that were acknowledged: each part in the store, each recording with its job, once."""

import hashlib
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, select

from app.db import transaction
from app.domain import parts
from app.models import Recording, Stage, Take, Track
from app.objects import objects
from media.errors import ObjectMissing
from tests.cast import Player
from tests.faults.phone import Sent


class Arrivals:
    """What was acknowledged to one person, whose workspace had nothing before. No worker may be running."""

    def __init__(self, player: Player) -> None:
        self._workspace_id = player.member.workspace_id
        self._sent: list[Sent] = []

    def add(self, sent: Sent) -> None:
        self._sent.append(sent)

    def wrong(self) -> list[str]:
        with transaction(self._workspace_id) as session:
            wrong = [f"{one.recording_id}: {what}" for one in self._sent for what in _wrong(session, one)]
            tracks = len(session.exec(select(Track.id)).all())
        return wrong if tracks == len(self._sent) else [*wrong, f"{tracks} tracks of {len(self._sent)} recordings"]


def _wrong(session: Session, sent: Sent) -> list[str]:
    recording = session.get_one(Recording, UUID(sent.recording_id))
    wrong = [] if recording.status == "uploaded" else [f"is {recording.status}"]
    if str(recording.track_id) != sent.track_id:
        wrong.append("is another track's")
    wrong += [f"{name}: {count}" for name, count in _counts(session, recording).items() if count != 1]
    kept = parts.of(session, recording)
    if [_sha256(part.key) for part in kept] != [hashlib.sha256(part).hexdigest() for part in sent.parts]:
        wrong.append("parts in the store")
    if [part.sha256 for part in kept] != [hashlib.sha256(part).hexdigest() for part in sent.parts]:
        wrong.append("parts in the rows")
    return wrong


def _counts(session: Session, recording: Recording) -> dict[str, int]:
    takes = session.exec(select(Take.id).where(Take.recording_id == recording.id)).all()
    stages = session.exec(select(Stage.id).where(Stage.recording_id == recording.id)).all()
    jobs = text("select count(*) from procrastinate_jobs where status = 'todo' and args ->> 'recording_id' = :id")
    waiting = int(session.execute(jobs, {"id": str(recording.id)}).scalar_one())
    return {"takes": len(takes), "stages": len(stages), "jobs": waiting}


def _sha256(key: str) -> str:
    try:
        return hashlib.sha256(objects().read(key)).hexdigest()
    except ObjectMissing:
        return "absent"
