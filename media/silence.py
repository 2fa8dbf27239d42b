"""Where nobody speaks: what to trim at both ends, and the pauses a listener may skip."""

import numpy as np
import numpy.typing as npt
from scipy.ndimage import uniform_filter1d

from media.survey import STEP_MS, Survey

# Far below the voice of this recording is silence in it, whatever its level.
BELOW_VOICE_DB = 25.0
SMOOTHED_OVER = 5
# Kept at both ends, so that a soft first or last sound is not cut.
KEPT_MS = 200
PAUSE_MS = 700
# A skipped pause leaves this much on both sides: speech without any gap is hard to follow.
PAUSE_KEPT_MS = 150

Spans = list[tuple[int, int]]


def voiced_span_ms(survey: Survey, duration_ms: int) -> tuple[int, int]:
    """From just before the first to just after the last sound; everything when no voice can be told from silence."""
    loud = np.flatnonzero(~_quiet(survey))
    if not loud.size:
        return 0, duration_ms
    first, last = int(loud[0]) * STEP_MS, int(loud[-1] + 1) * STEP_MS
    return max(0, first - KEPT_MS), min(duration_ms, last + KEPT_MS)


def pauses_ms(survey: Survey, span_ms: tuple[int, int]) -> Spans:
    """Pauses inside the span, in time from its start."""
    begin, end = span_ms
    quiet = _quiet(survey)[begin // STEP_MS : end // STEP_MS]
    spans = [(first * STEP_MS, last * STEP_MS) for first, last in _runs(quiet)]
    return [(a + PAUSE_KEPT_MS, b - PAUSE_KEPT_MS) for a, b in spans if b - a >= PAUSE_MS]


def _quiet(survey: Survey) -> npt.NDArray[np.bool_]:
    if survey.loudness_lufs is None:
        return np.zeros(survey.powers.size, bool)
    threshold = 10 ** ((survey.loudness_lufs - BELOW_VOICE_DB) / 10)
    return np.asarray(uniform_filter1d(survey.powers, SMOOTHED_OVER, mode="constant") < threshold)


def _runs(quiet: npt.NDArray[np.bool_]) -> Spans:
    """First and one-past-last places of each run of True.

    >>> _runs(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]])))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]
