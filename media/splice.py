"""Joins what is to be heard of some takes into one file of samples, without a click and without a step in loudness."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from media.blocks import BLOCK
from media.disk import local_disk
from media.pcm import MS
from media.seams import FADE_MS, settled
from media.silence import Spans
from media.survey import Survey, survey

FADE = FADE_MS * MS
# Two takes further apart than this are not two distances to one microphone.
MATCHED_BY_MAX_DB = 15.0

Floats = npt.NDArray[np.float32]


@local_disk()
def splice(pcm_in: Path, pcm_out: Path, *, takes: Spans, heard: Spans) -> Spans:
    """Writes the `heard` spans of `takes`, in this order; both in ms of `pcm_in`, where no take overlaps another.

    Returns the spans that were really written: inner ends move to quiet places. Their lengths add up to the result's.
    """
    surveys = [survey(pcm_in, start=begin * MS, end=end * MS) for begin, end in takes]
    cut = settled(takes, heard, surveys)
    gains = matching_gains([surveys[number] for number, _, _ in cut])
    strips = [
        Strip(pcm_in, takes[number], (start, end), gain) for (number, start, end), gain in zip(cut, gains, strict=True)
    ]
    with pcm_out.open("wb") as out:
        out.writelines(np.clip(np.rint(block), -32_768, 32_767).astype("<i2").tobytes() for block in _joined(strips))
    return [(start, end) for _, start, end in cut]


def matching_gains(surveys: Sequence[Survey]) -> list[float]:
    """Factors that make all equally loud, as loud as the loudest where no peak of the others forbids it.

    What has no loudness, because it is silent or shorter than 400 ms, stays as it is.
    """
    levels = [one.loudness_lufs for one in surveys]
    known = [level for level in levels if level is not None]
    rooms = [
        level - 20 * float(np.log10(max(one.peaks.max(), 1e-6)))
        for one, level in zip(surveys, levels, strict=True)
        if level is not None
    ]
    target = min([max(known), *rooms]) if known else 0.0
    changes = [0.0 if level is None else target - level for level in levels]
    return [10 ** (float(np.clip(one, -MATCHED_BY_MAX_DB, MATCHED_BY_MAX_DB)) / 20) for one in changes]


class Strip:
    """One span of one take, in samples, with what lies around it in the same take, and silence beyond."""

    def __init__(self, pcm: Path, take: tuple[int, int], span: tuple[int, int], gain: float) -> None:
        self._samples = np.memmap(pcm, "<i2", mode="r")
        self._take = (take[0] * MS, take[1] * MS)
        self.start, self.end = span[0] * MS, span[1] * MS
        self._gain = np.float32(gain)

    def read(self, begin: int, end: int) -> Floats:
        first, last = max(begin, self._take[0]), max(min(end, self._take[1]), self._take[0])
        inside = self._samples[first : max(last, first)].astype(np.float32) * self._gain
        return np.pad(inside, (min(first - begin, end - begin), max(0, end - max(last, first))))


def _joined(strips: Sequence[Strip]) -> Iterator[Floats]:
    """Each strip without what its neighbours overlap, and the overlaps between them."""
    for place, strip in enumerate(strips):
        start = strip.start + (FADE if place else 0)
        end = strip.end - (FADE if place < len(strips) - 1 else 0)
        for at in range(start, end, BLOCK):
            yield strip.read(at, min(at + BLOCK, end))
        if place < len(strips) - 1:
            yield _overlap(strip, strips[place + 1])


def _overlap(left: Strip, right: Strip) -> Floats:
    """Fading out and in with constant power: on both sides of the joint the sounds know nothing of each other."""
    turn = np.linspace(0, np.pi / 2, 2 * FADE, dtype=np.float32)
    ends, begins = left.read(left.end - FADE, left.end + FADE), right.read(right.start - FADE, right.start + FADE)
    return np.asarray(ends * np.cos(turn) + begins * np.sin(turn), np.float32)
