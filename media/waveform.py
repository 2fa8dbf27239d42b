"""The picture of a recording: how tall it stands at each of some hundred moments."""

from pathlib import Path
from typing import Any

import numpy as np

from media.blocks import blocks
from media.survey import joined, levels

VERSION = 1
# Height follows what is heard more than single peaks; a root lifts soft speech off the ground.
PEAK_SHARE = 0.3
ROOT = 0.7
# After normalising, speech rarely passes this; a fixed scale lets tracks be compared by eye.
FULL_HEIGHT = 0.5


def peaks(pcm: Path, count: int = 800) -> bytes:
    """`count` heights from 0 to 255, or fewer for a recording of fewer than `count` steps of 10 ms."""
    powers, highest = joined(map(levels, blocks(pcm)))
    count = min(count, powers.size)
    if not count:
        return b""
    starts = np.arange(count) * powers.size // count
    level = np.sqrt(np.add.reduceat(powers, starts) / np.diff(np.append(starts, powers.size)))
    mixed = PEAK_SHARE * np.maximum.reduceat(highest, starts) + (1 - PEAK_SHARE) * level
    return np.rint(255 * np.clip(mixed / FULL_HEIGHT, 0, 1) ** ROOT).astype(np.uint8).tobytes()


def to_json(heights: bytes, duration_ms: int) -> dict[str, Any]:
    """The stable shape that pages read.

    >>> to_json(bytes([0, 255]), 1500)
    {'version': 1, 'duration_ms': 1500, 'peaks': [0, 255]}
    """
    return {"version": VERSION, "duration_ms": duration_ms, "peaks": [*heights]}
