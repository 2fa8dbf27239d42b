"""Bombs, decoded as the worker decodes and with the worker's own limits: each ends soon, in little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from media.limits import DecodeLimits
from tests import proof
from tests.media.bombs import DAY, MADE, bombs
from tests.security.full import some

SECONDS_MAX, MEMORY_MAX_MB = 5.0, 300.0
# Decodes one file in a small process of its own, and says how that ended, what it cost, and how much came of it.
ONE = """
import json, resource, sys
from pathlib import Path
from media.decode import decode
from media.errors import MediaError
out = Path(sys.argv[2])
try:
    decode([Path(sys.argv[1])], out)
    end = "sound"
except MediaError as error:
    end = error.reason
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([end, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.stat().st_size]))
"""


@pytest.mark.timeout(600)
def test_every_bomb_ends_soon_and_small(tmp_path: Path) -> None:
    ended: dict[str, tuple[str, float, float, int]] = {}
    for name, path in bombs(tmp_path / "bombs", some([*MADE, DAY], 3)).items():
        ran = subprocess.run(
            [sys.executable, "-c", ONE, path, tmp_path / "out"], capture_output=True, text=True, check=True
        )
        ended[name] = tuple(json.loads(ran.stdout))
    slow = {name: how for name, how in ended.items() if how[1] > SECONDS_MAX}
    large = {name: how for name, how in ended.items() if how[2] > MEMORY_MAX_MB}
    assert all(how[3] <= DecodeLimits().output_bytes for how in ended.values())
    crashed = {name for name, how in ended.items() if how[0] in ("decoder_crashed", "decoder_timed_out")}
    assert (slow, large, crashed) == ({}, {}, set())
    worst = max(how[1] for how in ended.values()), max(how[2] for how in ended.values())
    figure = f"{len(ended)} bombs: slowest {worst[0]:.1f} s, {worst[1]:.0f} MB at most, no hang and no crash"
    proof.note("A8", figure, holds=not slow and not large)
