"""True peak: the highest point of the wave, also between samples, by four times oversampling (BS.1770-4 annex 2)."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view
from scipy.signal import firwin, upfirdn

from media.blocks import Metered
from media.pcm import MS

OVERSAMPLING = 4
# Samples on each side that bear upon a point between two samples.
REACH = 12
FULL_SCALE = 32768.0
Peaks = npt.NDArray[np.float32]

_FILTER = firwin(2 * OVERSAMPLING * REACH + 1, 1 / OVERSAMPLING, window=("kaiser", 5.0)) * OVERSAMPLING
# No wave can rise further above its samples than this, which spares looking between most of them.
_OVERSHOOT = max(float(np.abs(_FILTER[phase::OVERSAMPLING]).sum()) for phase in range(OVERSAMPLING))
# A millisecond and its neighbours times this matrix is the same millisecond oversampled.
_DELAY = 2 * OVERSAMPLING * REACH
_OVERSAMPLED = upfirdn(_FILTER, np.eye(MS + 2 * REACH), up=OVERSAMPLING)[:, _DELAY : _DELAY + OVERSAMPLING * MS]
_MATRIX = _OVERSAMPLED.astype(np.float32)


def peaks_by_ms(window: Metered, floor: float) -> Peaks:
    """The highest point of each millisecond of a window that has REACH more samples on both sides; full scale is 1.

    Exact where it could be above `floor`; elsewhere the highest sample will do.
    """
    inner = window[REACH:-REACH].reshape(-1, MS)
    peaks: Peaks = np.abs(inner.astype(np.float32)).max(axis=1) / np.float32(FULL_SCALE)
    around = np.maximum(peaks, np.maximum(np.append(peaks[1:], 0), np.append(0, peaks[:-1])))
    # What lies beyond both ends of the window was not looked at.
    around[[0, -1]] = 1.0
    hot = np.flatnonzero(around * _OVERSHOOT > floor)
    for some in np.array_split(hot, hot.size // 4096 + 1):
        peaks[some] = np.maximum(peaks[some], _between(window, some))
    return peaks


def _between(window: Metered, rows: npt.NDArray[np.intp]) -> Peaks:
    wide = sliding_window_view(window, MS + 2 * REACH)[::MS][rows].astype(np.float32) / FULL_SCALE
    between: Peaks = np.abs(wide @ _MATRIX).max(axis=1, initial=0.0)
    return between


@dataclass
class TruePeakMeter:
    """Feed it blocks of whole milliseconds (only the last may be broken)."""

    _peak: float = 0.0
    _tail: Metered = field(default_factory=lambda: np.zeros(2 * REACH, np.int16))

    def add(self, samples: Metered) -> None:
        window = np.concatenate([self._tail, samples, np.zeros(-samples.size % MS, np.int16)])
        highest = np.abs(window.astype(np.float32)).max() / FULL_SCALE
        self._peak = max(self._peak, float(peaks_by_ms(window, max(self._peak, highest)).max(initial=highest)))
        self._tail = window[-2 * REACH :]

    def dbtp(self) -> float | None:
        """In dB relative to full scale; None for digital silence."""
        self.add(np.zeros(MS, np.int16))
        return float(20 * np.log10(self._peak)) if self._peak else None
