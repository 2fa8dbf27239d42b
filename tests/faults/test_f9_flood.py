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
    before: dict[str, int] = defaultdict(int)
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
                before[name] = max(before[name], finished_before(workers, recording, stage))
        at_once = next(line for line in lines(workers) if line["event"] == "worker ready")
        behind = unsettled(ada.member.workspace_id)
    times = ", ".join(f"{name} {median(found):.1f}" for name, found in waits.items())
    figure = f"{OTHERS} others among {FLOOD}, {behind} still waiting at the end: {times} service times (median)"
    # What was begun already, and one that stands in the first place as well.
    in_turn = all(count <= at_once[name] + 1 for name, count in before.items())
    first = f"{before[StageName.NORMALISE]} of the flood before one of theirs"
    holds = in_turn and median(waits["normalise"]) <= SERVICE_TIMES_MAX
    proof.note("F9", f"{figure}, at most {first}", holds=holds)


def lines(workers: Crew) -> list[dict[str, Any]]:
    """What the worker has written."""
    return [json.loads(line) for line in workers.workers[0].said.splitlines() if line.startswith("{")]


def done(workers: Crew, stage: str) -> list[dict[str, Any]]:
    """What the worker has written of each stage that it finished."""
    return [line for line in lines(workers) if line["event"] == "stage done" and line["stage"] == stage]


def finished_before(workers: Crew, recording: Recording, stage: Stage) -> int:
    """How many of the flood's were finished between this one's coming and its own end: one was begun already."""

    def own() -> list[str]:
        return [line["timestamp"] for line in done(workers, stage.name) if line["recording_id"] == str(recording.id)]

    # It says so a moment after it has saved so.
    wait_until(lambda: bool(own()), "its line in the log")
    end = datetime.fromisoformat(own()[0])
    ends = [datetime.fromisoformat(line["timestamp"]) for line in done(workers, stage.name)]
    return len([one for one in ends if stage.queued_at < one < end])
