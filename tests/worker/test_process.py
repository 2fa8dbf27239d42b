"""The worker as a process: told to stop, and left without its database. Killed and frozen it is in tests/faults."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from app.db import engine, transaction
from app.models import Recording, RecordingStatus, StageName
from runtime.parts import Parts
from tests.cast import Player
from tests.idle import forget_what_waits
from tests.worker import sounds
from tests.worker.recorded import found, record, rendition_keys, stage_of, transcript_of

# Quick leases, so that a test need not wait for slow ones.
QUICK = {
    "LORECAST_WORKER_LEASE_SECONDS": "2",
    "LORECAST_WORKER_HEARTBEAT_SECONDS": "0.5",
    "LORECAST_WORKER_SWEEP_SECONDS": "0.5",
}
PATIENCE_SECONDS = 90
ROOT = Path(__file__).parent.parent.parent

Worker = subprocess.Popen[bytes]
Start = Callable[..., Worker]


@pytest.fixture(autouse=True)
def nothing_waits(parts: Parts) -> None:
    forget_what_waits()


@pytest.fixture
def start(parts: Parts, tmp_path: Path) -> Iterator[Start]:
    """`start(seconds)`: a worker process that takes so long over each sentence."""
    with ExitStack() as stack:

        def begin(seconds: float) -> Worker:
            log = stack.enter_context((tmp_path / "worker.log").open("ab"))
            environment = {**os.environ, **QUICK, "TMPDIR": str(tmp_path)}
            command = [sys.executable, "-m", "tests.worker.slow_worker", str(seconds)]
            return stack.enter_context(
                ended(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
            )

        yield begin


@contextmanager
def ended(process: Worker) -> Iterator[Worker]:
    yield process
    process.kill()
    process.wait()


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def is_ready(recording: Recording) -> bool:
    return found(recording).status == RecordingStatus.READY


def has_sentences(recording: Recording) -> bool:
    with transaction(recording.workspace_id) as session:
        return bool(session.execute(text("select count(*) from segment")).scalar())


@pytest.fixture
def recording(ada: Player) -> Recording:
    return record(ada, sounds.wav(sounds.buzz(30)))


def assert_nothing_twice(recording: Recording) -> None:
    _, segments = transcript_of(recording)
    assert [segment.number for segment in segments] == [*range(8)]
    assert [segment.start_ms for segment in segments] == sorted({segment.start_ms for segment in segments})
    assert len(rendition_keys(recording)) == 1


def test_told_to_stop_it_gives_its_work_back(recording: Recording, start: Start) -> None:
    first = start(0.5)
    wait_until(lambda: has_sentences(recording))
    first.send_signal(signal.SIGTERM)
    assert first.wait(20) == 0
    given_back = stage_of(recording, StageName.TRANSCRIBE)
    assert given_back.leased_until is None
    start(0.0)
    wait_until(lambda: is_ready(recording))
    assert_nothing_twice(recording)
    assert stage_of(recording, StageName.TRANSCRIBE).interruptions == 0


def test_stuck_in_a_long_sentence_it_still_stops(recording: Recording, start: Start) -> None:
    first = start(600)
    wait_until(lambda: stage_of(recording, StageName.NORMALISE).finished_at is not None)
    wait_until(lambda: stage_of(recording, StageName.TRANSCRIBE).leased_until is not None)
    first.send_signal(signal.SIGTERM)
    assert first.wait(20) == 0
    assert stage_of(recording, StageName.TRANSCRIBE).leased_until is None


def test_restarted_database_costs_only_time(ada: Player, recording: Recording, start: Start, parts: Parts) -> None:
    assert parts.postgres is not None
    worker = start(0.3)
    wait_until(lambda: has_sentences(recording))
    parts.postgres.child.kill()
    engine().dispose()
    time.sleep(1)
    parts.postgres.begin()
    parts.postgres.finish()
    wait_until(lambda: is_ready(recording))
    assert_nothing_twice(recording)
    later = record(ada, sounds.wav(sounds.buzz(30)))
    wait_until(lambda: is_ready(later))
    assert worker.poll() is None


def test_finished_jobs_leave_no_trace_in_the_queue(recording: Recording, start: Start) -> None:
    start(0.0)
    wait_until(lambda: is_ready(recording))

    def count() -> int:
        with transaction() as session:
            mine = text("select count(*) from procrastinate_jobs where args ->> 'recording_id' = :id")
            return int(session.execute(mine, {"id": str(recording.id)}).scalar() or 0)

    wait_until(lambda: count() == 0)
