"""Reads a file of samples block by block, so that no step's memory grows with the length of a recording."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from media.pcm import RATE, SAMPLE_BYTES, sample_count

Samples = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float64]
# What meters read: samples, or the same scale in floats, which show how far above full scale a decoder went.
Metered = Samples | npt.NDArray[np.float32]

# Whole seconds, so that blocks are whole numbers of every shorter step.
BLOCK = 30 * RATE


def blocks(pcm: Path, *, start: int = 0, end: int | None = None, margin: int = 0) -> Iterator[Samples]:
    """Blocks of samples between two places, each with `margin` more on both sides, where silence stands for nothing."""
    stop = sample_count(pcm) if end is None else end
    with pcm.open("rb") as file:
        for at in range(start, stop, BLOCK):
            yield _window(file.fileno(), at - margin, min(at + BLOCK, stop) + margin, (start, stop))


def _window(number: int, begin: int, end: int, bounds: tuple[int, int]) -> Samples:
    first, last = max(begin, bounds[0]), min(end, bounds[1])
    raw = os.pread(number, (last - first) * SAMPLE_BYTES, first * SAMPLE_BYTES)
    samples = np.frombuffer(raw, "<i2")
    return np.pad(samples, (first - begin, end - last)) if end - begin > samples.size else samples
