"""A look-ahead limiter: turns the sound down smoothly around each peak that would rise above a ceiling.

The gain of a moment is the lowest that is needed anywhere within reach, smoothed over less than that reach, so it is
down before the peak comes and never above what the peak needs.
"""

import numpy as np
from scipy.ndimage import convolve1d, minimum_filter1d

from media.blocks import Floats, Samples
from media.pcm import MS
from media.true_peak import REACH, Peaks, peaks_by_ms

LOOK_MS = 10
# What a window carries on both sides so that its middle comes out as if the whole recording had been there.
MARGIN_MS = 2 * LOOK_MS + 4
MARGIN = MARGIN_MS * MS
_WITHIN_MS = (np.arange(MS) + 0.5) / MS


def limited(window: Samples, ceiling: float) -> Samples:
    """The middle of a window (MARGIN more on both sides, whole milliseconds), kept under a ceiling; full scale is 1."""
    peaks = peaks_by_ms(np.pad(window, REACH), ceiling)
    middle = window[MARGIN:-MARGIN]
    if peaks.max() <= ceiling:
        return middle
    gains = needed_gains(peaks, ceiling, LOOK_MS)
    edges = ((gains[1:] + gains[:-1]) / 2)[MARGIN_MS - 1 : -MARGIN_MS + 1]
    return _turned_down(middle, edges)


def needed_gains(peaks: Peaks | Floats, ceiling: float, reach: int) -> Floats:
    """The smooth gain for each step of a row of peaks.

    >>> needed_gains(np.array([0.1, 0.1, 0.1, 0.1, 2.0, 0.1, 0.1, 0.1, 0.1]), 1.0, 1).tolist()
    [1.0, 0.875, 0.625, 0.5, 0.5, 0.5, 0.625, 0.875, 1.0]
    """
    needed = np.minimum(1.0, ceiling / np.maximum(peaks.astype(np.float64), 1e-9))
    lowest = minimum_filter1d(needed, 2 * reach + 3, mode="nearest")
    bell = np.hanning(2 * reach + 3)[1:-1]
    return np.asarray(convolve1d(lowest, bell / bell.sum(), mode="nearest"))


def _turned_down(middle: Samples, edges: Floats) -> Samples:
    """Gains run straight from the edge of one millisecond to the next; untouched ones stay bit by bit."""
    steps = middle.reshape(-1, MS).copy()
    hot = np.flatnonzero((edges[:-1] < 1) | (edges[1:] < 1))
    begin, end = edges[:-1][hot, None], edges[1:][hot, None]
    steps[hot] = np.rint(steps[hot] * (begin + (end - begin) * _WITHIN_MS))
    return steps.reshape(-1)
