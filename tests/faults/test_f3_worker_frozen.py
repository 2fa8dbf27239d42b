"""F3. A worker is frozen (SIGSTOP) in two stages at once, others do its work, and it goes on: too late for anything."""

import time
from pathlib import Path

import pytest
from sqlalchemy import text

from app.db import transaction
from app.models import Recording, RecordingStatus, StageName
from tests import proof
from tests.cast import Player
from tests.faults.crew import QUICK, crew
from tests.faults.length import chance, full_only
from tests.faults.wholeness import lost_or_twice, segments_of, unsettled, wait_until
from tests.idle import forget_what_waits
from tests.worker import sounds
from tests.worker.recorded import found, record, rendition_keys

# A short one, without processes, is tests/worker/test_fencing.py.
pytestmark = [full_only, pytest.mark.timeout(900)]

FREEZES = 2
FROZEN_SECONDS = 60.0
TABLES = ("recording", "rendition", "waveform", "transcript", "segment", "passage", "stage", "track", "take", "part")


def test_frozen_worker_changes_nothing(ada: Player, tmp_path: Path) -> None:
    luck, changed, late = chance("F3"), 0, 0
    for number in range(FREEZES):
        folder = tmp_path / str(number)
        folder.mkdir()
        changed_now, late_now = freeze(ada, folder, luck.uniform(0.1, 0.4))
        changed, late = changed + changed_now, late + late_now
    stages = f"{FREEZES} workers frozen for at least {FROZEN_SECONDS:.0f} s while normalising and transcribing"
    proof.note(
        "F3", f"{stages}: {changed} rows changed by {late} late writes", holds=changed == 0 and late == 2 * FREEZES
    )


def freeze(ada: Player, folder: Path, seconds: float) -> tuple[int, int]:
    """How many rows a worker changed that had slept so long, and how many of its stages came too late."""
    forget_what_waits()
    said = record(ada, sounds.wav(sounds.buzz(30)))
    with crew(folder, count=1, pace="0.5", environment=QUICK) as workers:
        frozen = workers.workers[0]
        wait_until(lambda: len(segments_of(said)) > 0, "a sentence")
        heard = record(ada, sounds.wav(sounds.buzz(60)))
        workers.at_work(StageName.NORMALISE, chance("one"))
        time.sleep(seconds)
        frozen.freeze()
        assert {name for name, _ in frozen.held()} == {StageName.NORMALISE, StageName.TRANSCRIBE}
        frozen_at = time.monotonic()
        workers.join()
        wait_until(lambda: not unsettled(ada.member.workspace_id), "another one to do it")
        time.sleep(max(0.0, frozen_at + FROZEN_SECONDS - time.monotonic()))
        before = rows(ada)
        frozen.go_on()
        wait_until(lambda: not frozen.held(), "it to notice")
        after = rows(ada)
        late = frozen.said.count("lease lost")
    assert [lost_or_twice(one) for one in (said, heard)] == [[], []]
    assert_second_attempts_rendition(heard)
    return len(before ^ after), late


def rows(ada: Player) -> set[str]:
    """Every row of a workspace that has to do with recordings, as text."""
    with transaction(ada.member.workspace_id) as session:
        return {
            f"{table} {row}"
            for table in TABLES
            for row in session.execute(text(f"select {table}::text from {table}")).scalars()
        }


def assert_second_attempts_rendition(recording: Recording) -> None:
    now = found(recording)
    assert now.status == RecordingStatus.READY
    assert now.rendition is not None
    assert "/renditions/2/" in now.rendition.key
    assert rendition_keys(recording) == [now.rendition.key]
