"""What no row points at is deleted, and nothing that anybody may still want."""

from datetime import timedelta

import pytest

from app.db import transaction
from app.domain import parts
from app.models import Recording, StageName
from app.models.base import now
from app.objects import objects
from media import keys
from tests.cast import Player
from tests.worker import sounds
from tests.worker.conftest import Run
from tests.worker.recorded import record
from worker import orphans


@pytest.fixture
def recording(ada: Player) -> Recording:
    return record(ada, sounds.wav(sounds.buzz(3)))


def sweep(recording: Recording, *, is_later: bool = True, monkeypatch: pytest.MonkeyPatch | None = None) -> int:
    """As if an hour had passed."""
    if monkeypatch:
        monkeypatch.setattr(orphans, "SETTLED_FOR", timedelta(0))
    before = now() + timedelta(hours=1) if is_later else now() - timedelta(hours=1)
    return orphans.sweep_workspace(objects(), recording.workspace_id, written_before=before)


def stray(recording: Recording, number: int = 99) -> str:
    """A part whose transaction was rolled back."""
    key = keys.part_key(recording.workspace_id, recording.id, 0, number)
    objects().put(key, b"stray", "application/octet-stream")
    return key


def test_part_without_a_row_goes_and_the_others_stay(
    recording: Recording, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(recording)
    key = stray(recording)
    assert sweep(recording, monkeypatch=monkeypatch) == 1
    assert not objects().exists(key)
    with transaction(recording.workspace_id) as session:
        assert all(objects().exists(part.key) for part in parts.of(session, recording))
    assert sweep(recording, monkeypatch=monkeypatch) == 0


def test_what_is_young_stays(recording: Recording) -> None:
    key = stray(recording)
    assert sweep(recording, is_later=False) == 0
    assert objects().exists(key)


def test_what_was_sent_again_meanwhile_stays(recording: Recording) -> None:
    """Seen as old in the list, and written anew before its deletion."""
    key = stray(recording)
    assert sweep(recording) == 0
    assert objects().exists(key)


def test_rendition_that_may_be_saved_any_moment_stays(recording: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    made = keys.rendition_key(recording.workspace_id, recording.id, 0)
    objects().put(made, b"made", "audio/mp4")
    assert sweep(recording, monkeypatch=monkeypatch) == 0


def test_rendition_of_a_lost_attempt_goes(recording: Recording, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(recording, StageName.NORMALISE)
    late = keys.rendition_key(recording.workspace_id, recording.id, 7)
    objects().put(late, b"late", "audio/mp4")
    assert sweep(recording, monkeypatch=monkeypatch) == 1
    assert not objects().exists(late)


def test_recording_that_is_not_found_is_left_alone(recording: Recording, cleo: Player, ada: Player) -> None:
    foreign = keys.part_key(ada.member.workspace_id, cleo.member.id, 0, 1)
    objects().put(foreign, b"whose", "application/octet-stream")
    assert sweep(recording) == 0
    assert objects().exists(foreign)
