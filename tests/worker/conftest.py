"""A workplace with a scripted transcriber, and a way through all stages without a queue."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from app.models import Recording, StageName
from app.objects import objects
from runtime.parts import Parts
from tests.worker.scripted import ScriptedTranscriber
from worker import tasks
from worker.workplace import Workplace

Run = Callable[..., None]


@pytest.fixture
def place(parts: Parts, tmp_path: Path) -> Workplace:
    return Workplace(objects(), ScriptedTranscriber(), tmp_path, Event())


@pytest.fixture
def run(place: Workplace) -> Run:
    """`run(recording)` does every stage as its job would, or only those named."""

    def through(recording: Recording, *names: StageName, at: Workplace = place) -> None:
        for name in names or tuple(StageName):
            payload = {"workspace_id": str(recording.workspace_id), "recording_id": str(recording.id)}
            tasks.run(at, name, payload)  # type: ignore[arg-type]

    return through
