"""A worker that froze and woke up too late changes nothing, and leaves nothing behind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from app.db import transaction
from app.domain import stages
from app.models import Recording, RecordingStatus, Stage, StageName
from app.models.base import now
from app.objects import objects
from tests.cast import Player
from tests.worker import sounds
from tests.worker.conftest import Run
from tests.worker.recorded import found, record, rendition_keys, stage_of, transcript_of
from tests.worker.scripted import ScriptedTranscriber
from worker import normalise as normalise_stage
from worker.lease import Lease
from worker.workplace import Workplace


@pytest.fixture
def recording(ada: Player) -> Recording:
    return record(ada, sounds.wav(sounds.buzz(9)))


def overtaken(recording: Recording, name: StageName, run: Run, **options: Any) -> Callable[..., None]:
    """Makes the caller the one that froze: its lease runs out, and another does the whole stage."""
    done: list[bool] = []

    def overtake(*_: object) -> None:
        if done:
            return
        done.append(True)
        with transaction(recording.workspace_id) as session:
            stage = session.get_one(Stage, stage_of(recording, name).id)
            stage.leased_until = now() - timedelta(seconds=1)
        run(recording, name, **options)

    return overtake


def test_overtaken_lease_saves_nothing(recording: Recording) -> None:
    claims = []
    for _ in range(2):
        with transaction(recording.workspace_id) as session:
            claim = stages.claim(session, recording.id, StageName.NORMALISE)
            assert claim is not None
            claims.append(claim)
            session.get_one(Stage, claim.stage_id).leased_until = now() - timedelta(seconds=1)
    written: list[str] = []
    with pytest.raises(stages.LeaseLost):
        Lease(claims[0], Event()).save(lambda _: written.append("late"))
    Lease(claims[1], Event()).save(lambda _: written.append("newest"))
    assert written == ["newest"]


def test_late_rendition_replaces_nothing(recording: Recording, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    overtake = overtaken(recording, StageName.NORMALISE, run)
    make = normalise_stage._make

    def make_slowly(*given: Any) -> Any:
        made = make(*given)
        overtake()
        return made

    monkeypatch.setattr(normalise_stage, "_make", make_slowly)
    run(recording, StageName.NORMALISE)
    kept = found(recording)
    assert kept.rendition is not None
    assert "/renditions/2/" in kept.rendition.key
    assert rendition_keys(recording) == [kept.rendition.key]
    assert objects().head(kept.rendition.key) is not None


def test_late_sentences_are_not_saved(recording: Recording, run: Run, place: Workplace) -> None:
    run(recording, StageName.NORMALISE)
    overtake = overtaken(recording, StageName.TRANSCRIBE, run)
    late = ScriptedTranscriber(lines=["Too late."], before=lambda number: overtake() if number == 1 else None)
    run(recording, StageName.TRANSCRIBE, at=replace(place, transcriber=late))
    transcript, segments = transcript_of(recording)
    assert transcript.finished_at is not None
    assert [segment.number for segment in segments] == [0, 1, 2]
    assert [segment.text for segment in segments[1:]] == [*ScriptedTranscriber.lines][:2]


def test_late_index_changes_nothing(recording: Recording, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from worker import index as index_stage

    run(recording, StageName.NORMALISE, StageName.TRANSCRIBE)
    overtake = overtaken(recording, StageName.INDEX, run)
    monkeypatch.setattr(index_stage, "_vectors", lambda texts: overtake() or {})
    run(recording, StageName.INDEX)
    ready_at = found(recording).ready_at
    assert ready_at is not None
    assert stage_of(recording, StageName.INDEX).attempt == 2
    assert found(recording).status == RecordingStatus.READY


def test_answer_that_got_lost_does_not_double_sentences(
    recording: Recording, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit went through, the connection broke before its answer: the save is done again."""
    from sqlalchemy.exc import OperationalError

    from worker import lease

    whole = lease.transaction
    broken: list[int] = []

    class LosesAnswer:
        def __init__(self, *given: Any) -> None:
            self.inner = whole(*given)

        def __enter__(self) -> Any:
            return self.inner.__enter__()

        def __exit__(self, *error: Any) -> Any:
            result = self.inner.__exit__(*error)
            broken.append(1)
            if error[0] is None and len(broken) % 2:
                raise OperationalError("", {}, Exception("connection lost"))
            return result

    run(recording, StageName.NORMALISE)
    monkeypatch.setattr(lease, "transaction", LosesAnswer)
    run(recording, StageName.TRANSCRIBE)
    assert [segment.number for segment in transcript_of(recording)[1]] == [0, 1, 2]


def test_folder_is_removed_however_it_ends(
    recording: Recording, run: Run, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(recording)
    monkeypatch.setattr(normalise_stage, "_make", lambda *_: 1 / 0)
    other = recording
    with transaction(recording.workspace_id) as session:
        stages.queue(session, session.merge(other), StageName.NORMALISE)
    run(recording, StageName.NORMALISE)
    assert stage_of(recording, StageName.NORMALISE).failures == 1
    assert [*Path(place.desk).iterdir()] == []
