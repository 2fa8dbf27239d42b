"""Waits until the worker has settled every imported recording."""

import time
from collections.abc import Callable

from app import db
from app.cli.import_upload import Imported
from app.domain import failures, recordings
from app.models import Membership, Recording, RecordingStatus

POLL_SECONDS = 0.5


def wait_for(actor: Membership, imported: list[Imported], progress: Callable[[float, int, int], None]) -> None:
    """Poll until each is ready or failed. `progress` gets the share done, 0–1, and how many of how many are settled."""
    sent = [each for each in imported if each.recording_id is not None and not each.problem]
    while sent:
        shares = _look(actor, sent)
        settled = sum(1 for each in sent if each.problem or each.status == RecordingStatus.READY)
        progress(sum(shares) / len(sent), settled, len(sent))
        if settled == len(sent):
            return
        time.sleep(POLL_SECONDS)


def _look(actor: Membership, sent: list[Imported]) -> list[float]:
    with db.transaction(actor.workspace_id, person_id=actor.person_id) as session:
        return [_update(each, recordings.find(session, each.recording_id)) for each in sent if each.recording_id]


def _update(each: Imported, recording: Recording | None) -> float:
    if recording is None:
        each.problem = "Its track was deleted in the meantime."
        return 1.0
    each.status = RecordingStatus(recording.status)
    if each.status == RecordingStatus.FAILED:
        each.problem = failures.sentence(recording.reason)
    return 1.0 if recording.is_settled else recording.progress
