"""Thousands of damaged files, the same for the same seed: each ends in time, in little memory, and with a reason."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import proof
from tests.media.clips import encoded, voice, write
from tests.media.mutants import CRASHES, HANGS
from tests.security.full import FULL, SEED

FILES = 10_000 if FULL else 60
KINDS = (
    "webm",
    "mp4-opus",
    "mp4-fragmented",
    "m4a-44",
    "mp3",
    "aac",
    "flac",
    "wav",
    "ogg",
    "caf",
    "aiff",
    "amr",
    "mov-alac",
)
SECONDS_MAX, MEMORY_MAX_MB = 5.0, 300.0


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of each kind that people send."""
    folder = tmp_path_factory.mktemp("seeds")
    for kind in KINDS:
        write(folder / kind, encoded(voice(1.0), kind))
    return folder


@pytest.mark.timeout(2400)
def test_damaged_files_end_in_time_and_in_little_memory(seeds: Path) -> None:
    command = [sys.executable, "-m", "tests.media.mutants", str(seeds), str(SEED), str(FILES)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    cost = json.loads(ran.stdout)
    hangs, crashes = (sum(cost["ends"].get(end, 0) for end in ends) for ends in (HANGS, CRASHES))
    assert cost["files"] == FILES
    figure = (
        f"{cost['files']:,} damaged files (seed {SEED}): {hangs} hangs, {crashes} crashes, "
        f"slowest {cost['slowest_s']:.1f} s, {cost['memory_mb']:.0f} MB at most"
    )
    holds = not hangs and not crashes and cost["slowest_s"] <= SECONDS_MAX and cost["memory_mb"] <= MEMORY_MAX_MB
    proof.note("A8", figure, holds=holds)
