"""Where takes are cut and joined: at their voices' ends, and inside of a take at the quietest place nearby."""

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import uniform_filter1d

from media.silence import Spans, voiced_span_ms
from media.survey import STEP_MS, Survey

# Enough to leave a sound, not enough to cross a word.
NEARBY_MS = 60
SMOOTHED_OVER = 3
# On both sides of a joint: short enough to be no fade, long enough to be no click.
FADE_MS = 10
# Below what is left of a word after cutting.
PIECE_MIN_MS = 100


def pieces(takes: Spans, heard: Spans) -> list[tuple[int, int, int]]:
    """The heard spans as (take, start_ms, end_ms) in the time of all takes together; neighbours are one."""
    found: list[tuple[int, int, int]] = []
    for begin, end in heard:
        for number, (first, last) in enumerate(takes):
            start, stop = max(begin, first), min(end, last)
            if start >= stop:
                continue
            if found and found[-1][0] == number and found[-1][2] == start:
                found[-1] = (number, found[-1][1], stop)
            else:
                found.append((number, start, stop))
    return found


def settled(takes: Spans, heard: Spans, surveys: Sequence[Survey]) -> list[tuple[int, int, int]]:
    """The pieces with their inner ends moved to where a joint is not heard. The outer ends stay."""
    asked = pieces(takes, heard)
    moved = [
        (
            number,
            _place(takes[number], surveys[number], start, 0) if place else start,
            _place(takes[number], surveys[number], end, 1) if place < len(asked) - 1 else end,
        )
        for place, (number, start, end) in enumerate(asked)
    ]
    return [piece for piece in moved if piece[2] - piece[1] >= PIECE_MIN_MS] or asked


def _place(take: tuple[int, int], survey: Survey, at_ms: int, edge: int) -> int:
    """`edge`: 0 for where a piece begins, 1 for where it ends."""
    begin, end = take
    if at_ms == take[edge]:
        voiced = voiced_span_ms(survey, end - begin)[edge]
        # A take may begin in the middle of a word: what is faded in and out is sound of its own.
        return begin + max(min(voiced, end - begin - FADE_MS), FADE_MS)
    return begin + _quietest(survey, at_ms - begin)


def _quietest(survey: Survey, at_ms: int) -> int:
    powers = uniform_filter1d(survey.powers, SMOOTHED_OVER, mode="nearest")
    first = max(0, (at_ms - NEARBY_MS) // STEP_MS)
    near = powers[first : (at_ms + NEARBY_MS) // STEP_MS + 1]
    return (first + int(np.argmin(near))) * STEP_MS if near.size else at_ms
