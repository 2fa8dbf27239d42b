"""F9. One workspace sends a thousand tracks at once; whoever sends one meanwhile hardly waits for them."""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from app.models import Recording, Stage, StageName
from tests import proof
from tests.cast import Player, assemble
from tests.faults.crew import Crew, crew
from tests.faults.length import full_only
from tests.faults.wholeness import unsettled, wait_until
from tests.idle import forget_what_waits
from tests.worker import sounds
from tests.worker.recorded import record, stage_of

# A short one, of the queue alone, is in tests/app/domain/test_stages.py.
pytestmark = [full_only, pytest.mark.timeout(1_800)]

FLOOD = 1_000
OTHERS = 5
# So much of the flood is worked on before each of the others comes.
DONE_BEFORE = 15
# Its own, and what was begun already when it came.
SERVICE_TIMES_MAX = 2.0


def test_flood_keeps_nobody_waiting(ada: Player, tmp_path: Path) -> None:
    forget_what_waits()
    sound = sounds.wav(sounds.buzz(8))
    for _ in range(FLOOD):
        record(ada, sound)
    waits: dict[str, list[float]] = defaultdict(list)
    overtaken = 0
    with crew(tmp_path, count=1, pace="0.4") as workers:
        for number in range(OTHERS):
            wait_until(lambda n=number: len(done(workers, "transcribe")) >= (n + 1) * DONE_BEFORE, "the flood")
            other = assemble().ada
            recording = record(other, sound)
            wait_until(lambda other=other: not unsettled(other.member.workspace_id), "the other's result")
            for name in StageName:
                stage = stage_of(recording, name)
                assert stage.finished_at
                service = median(line["took_ms"] for line in done(workers, name.value)) / 1000
                waits[name.value].append((stage.finished_at - stage.queued_at).total_seconds() / service)
                overtaken = max(overtaken, finished_before(workers, recording, stage))
        behind = unsettled(ada.member.workspace_id)
    worst = ", ".join(f"{name} {median(times):.1f}" for name, times in waits.items())
    figure = f"{OTHERS} others among {FLOOD}, {behind} still waiting at the end: {worst} service times (median)"
    in_time = median(waits["normalise"]) <= SERVICE_TIMES_MAX
    proof.note(
        "F9", f"{figure}, at most {overtaken} of the flood before one of theirs", holds=overtaken <= 1 and in_time
    )


def done(workers: Crew, stage: str) -> list[dict[str, Any]]:
    """What the worker has written of each stage that it finished."""
    lines = [json.loads(line) for line in workers.workers[0].said.splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == "stage done" and line["stage"] == stage]


def finished_before(workers: Crew, recording: Recording, stage: Stage) -> int:
    """How many of the flood's were finished between this one's coming and its own end: one was begun already."""
    own = [line["timestamp"] for line in done(workers, stage.name) if line["recording_id"] == str(recording.id)]
    end = datetime.fromisoformat(own[0])
    ends = [datetime.fromisoformat(line["timestamp"]) for line in done(workers, stage.name)]
    return len([one for one in ends if stage.queued_at < one < end])
