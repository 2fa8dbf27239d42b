"""What making a long recording playable takes of memory, at three lengths, and of time beside ffmpeg's loudnorm."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench import peers
from bench.kit import Kit
from bench.row import Row
from bench.sound import longer

MINUTES = (10, 30, 180)
MUST_MB, FLAT = 300.0, 1.15
ROW = Row(
    "long import (3 h)",
    "peak memory of decoding, evening out and encoding together, at 10 min, 30 min and 3 h",
    "≤ 300 MB",
    "flat in duration (3 h ÷ 10 min ≤ 1.15)",
)


def measure(kit: Kit) -> Row:
    ten = kit.spoken(600)
    found = {}
    for minutes in MINUTES:
        kit.say(f"{minutes} minutes")
        found[minutes] = run(sys.executable, "-m", "bench.normalising", str(longer(ten, minutes // 10)))
    kit.say("ffmpeg's loudnorm on ten minutes")
    loudnorm = run(str(kit.peers), str(Path(peers.__file__).parent / "loudnorm.py"), str(ten))
    peaks = {minutes: one["peak_mb"] for minutes, one in found.items()}
    growth = peaks[180] / peaks[10]
    return ROW.measured(
        f"{peaks[180]:.0f} MB",
        holds=peaks[180] <= MUST_MB,
        reaches_goal=peaks[180] <= MUST_MB and growth <= FLAT,
        ratio=f"{growth:.2f}: "
        + " → ".join(f"{peak:.0f} MB" for peak in peaks.values())
        + f"; 3 h in {found[180]['seconds']:.0f} s",
        peers=f"10 min: ours {_shown(found[10])}; loudnorm twice, as level as ours: {_shown(loudnorm['twice'])};"
        f" loudnorm once: {_shown(loudnorm['once'])}",
        details={"ours": {str(minutes): one for minutes, one in found.items()}, "loudnorm": loudnorm},
    )


def run(*command: str) -> dict[str, Any]:
    """What a program answers in JSON."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def _shown(one: dict[str, Any]) -> str:
    return f"{one['seconds']:.1f} s, {one['peak_mb']:.0f} MB, {one['lufs']:.1f} LUFS"
