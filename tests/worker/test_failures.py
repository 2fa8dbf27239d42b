"""What goes wrong is told in words, tried again when that may help, and stops nobody else."""

from dataclasses import replace
from typing import Any

import pytest

from app.config import settings
from app.db import transaction
from app.domain import failures, recordings
from app.models import Recording, RecordingStatus, StageName
from media.errors import StorageUnavailable
from media.storage import Storage
from tests.cast import Player
from tests.worker import sounds
from tests.worker.conftest import Run
from tests.worker.recorded import found, record, stage_of
from tests.worker.scripted import ScriptedTranscriber
from worker.errors import ModelMissing
from worker.workplace import Workplace


@pytest.fixture
def recording(ada: Player) -> Recording:
    return record(ada, sounds.wav(sounds.buzz(3)))


def unreachable_store() -> Storage:
    # Port 9 is discard: nothing listens there.
    return Storage(
        "lorecast", endpoint_url="http://127.0.0.1:9", access_key_id="a", secret_access_key="b", region="us-east-1"
    )


def test_file_that_is_not_audio_fails_at_once_with_a_reason(ada: Player, run: Run) -> None:
    recording = record(ada, b"%PDF-1.7 " + b"not a sound " * 500)
    run(recording)
    failed = found(recording)
    assert (failed.status, failed.reason) == (RecordingStatus.FAILED, "not_audio")
    assert failures.sentence(failed.reason) != failures.sentence("unexpected")
    assert stage_of(recording, StageName.NORMALISE).attempt == 1


def test_poison_among_good_ones_stops_nobody(ada: Player, run: Run) -> None:
    good = [record(ada, sounds.wav(sounds.buzz(3))) for _ in range(2)]
    poison = record(ada, sounds.wav(sounds.buzz(3))[:44] + b"\x00" * 3)
    for name in StageName:
        for one in [good[0], poison, good[1]]:
            run(one, name)
    assert [found(one).status for one in good] == [RecordingStatus.READY] * 2
    assert found(poison).status == RecordingStatus.FAILED
    assert found(poison).reason


def test_store_that_is_down_is_tried_again_then_told(recording: Recording, run: Run, place: Workplace) -> None:
    away = replace(place, storage=unreachable_store())
    run(recording, StageName.NORMALISE, at=away)
    assert found(recording).status == RecordingStatus.UPLOADED
    for _ in range(settings().failures_max - 1):
        run(recording, StageName.NORMALISE, at=away)
    assert (found(recording).status, found(recording).reason) == (RecordingStatus.FAILED, "storage_unavailable")


def test_store_that_comes_back_costs_only_time(recording: Recording, run: Run, place: Workplace) -> None:
    run(recording, StageName.NORMALISE, at=replace(place, storage=unreachable_store()))
    run(recording)
    assert found(recording).status == RecordingStatus.READY


def test_missing_model_leaves_the_sound_and_can_be_tried_again(
    recording: Recording, run: Run, place: Workplace
) -> None:
    def missing(_: int) -> None:
        raise ModelMissing

    run(recording, StageName.NORMALISE)
    without = replace(place, transcriber=ScriptedTranscriber(before=missing))
    for _ in range(settings().failures_max):
        run(recording, StageName.TRANSCRIBE, at=without)
    failed = found(recording)
    assert (failed.status, failed.reason, failed.is_playable) == (RecordingStatus.FAILED, "model_missing", True)
    with transaction(recording.workspace_id) as session:
        recordings.retry(session, session.merge(failed))
    run(recording, StageName.TRANSCRIBE, StageName.INDEX)
    assert found(recording).status == RecordingStatus.READY


def test_what_nobody_foresaw_is_tried_three_times(recording: Recording, run: Run, place: Workplace) -> None:
    tried: list[int] = []

    def stumble(number: int) -> None:
        tried.append(number)
        raise KeyError("nobody foresaw this")

    run(recording, StageName.NORMALISE)
    for _ in range(5):
        run(recording, StageName.TRANSCRIBE, at=replace(place, transcriber=ScriptedTranscriber(before=stumble)))
    assert len(tried) == settings().failures_max
    assert found(recording).reason == "unexpected"


def test_full_disk_of_the_worker_has_its_own_words(
    recording: Recording, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from worker import normalise as normalise_stage

    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(normalise_stage, "_make", full)
    for _ in range(settings().failures_max):
        run(recording, StageName.NORMALISE)
    assert found(recording).reason == "worker_disk_full"


def test_error_of_the_store_while_saving_is_temporary(
    recording: Recording, run: Run, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> Any:
        raise StorageUnavailable

    monkeypatch.setattr(Storage, "put_file", refuse)
    run(recording, StageName.NORMALISE)
    monkeypatch.undo()
    assert stage_of(recording, StageName.NORMALISE).failures == 1
    run(recording)
    assert found(recording).status == RecordingStatus.READY
