"""Waveforms as SVG paths: peaks of one byte a bucket become a few upright strokes."""

from itertools import pairwise
from statistics import fmean

QUIETEST = 3.0
LOUDEST = 46.0


def bars(peaks: bytes | None, count: int) -> str:
    """The `d` of a path of `count` strokes in a box of 2·count by 100; without peaks a line of dots."""
    heights = loudness(peaks, count) if peaks else [0.0] * count
    return "".join(_stroke(2 * i + 1, height) for i, height in enumerate(heights))


def loudness(peaks: bytes, count: int) -> list[float]:
    """The mean peak of each of `count` equal stretches, 0–1, relative to the loudest: phrases and pauses show."""
    edges = [i * len(peaks) // count for i in range(count + 1)]
    means = [fmean(peaks[start : max(end, start + 1)]) for start, end in pairwise(edges)]
    return [mean / max(*means, 1.0) for mean in means]


def _stroke(x: int, height: float) -> str:
    half = QUIETEST + height * (LOUDEST - QUIETEST)
    return f"M{x} {50 - half:.0f}V{50 + half:.0f}"
