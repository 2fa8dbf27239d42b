"""Integrated loudness by EBU R128 (ITU-R BS.1770-4), measured as the samples come."""

from dataclasses import dataclass, field

import numpy as np
from pyloudnorm import IIRfilter
from scipy.signal import sosfilt

from media.blocks import Floats, Metered
from media.pcm import RATE

# Gating looks at 400 ms every 100 ms, drops what is under -70 LUFS, then what is 10 LU under the mean of the rest.
HOP = RATE // 10
HOPS_PER_GATE = 4
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
OFFSET_LUFS = -0.691
FULL_SCALE = 32768.0


def _k_weighting() -> Floats:
    """The two filters of BS.1770: the head as a shelf, and the weak bass of human hearing."""
    shelf = IIRfilter(4.0, 1 / np.sqrt(2), 1500.0, RATE, "high_shelf")
    bass = IIRfilter(0.0, 0.5, 38.0, RATE, "high_pass")
    return np.array([[*part.b, *part.a] for part in (shelf, bass)])


@dataclass
class LoudnessMeter:
    """Feed it blocks of whole hops (only the last may be broken); eight bytes stay of every 100 ms."""

    _filters: Floats = field(default_factory=_k_weighting)
    _state: Floats = field(default_factory=lambda: np.zeros((2, 2)))
    _energies: list[Floats] = field(default_factory=list)

    def add(self, samples: Metered) -> None:
        weighted, self._state = sosfilt(self._filters, samples / FULL_SCALE, zi=self._state)
        hops = weighted[: weighted.size // HOP * HOP].reshape(-1, HOP)
        self._energies.append(np.einsum("ij,ij->i", hops, hops) / HOP)

    @property
    def energies(self) -> Floats:
        """Mean square after weighting of every whole 100 ms."""
        return np.concatenate([*self._energies, np.zeros(0)])

    def integrated_lufs(self) -> float | None:
        return integrated_lufs(self.energies)


def integrated_lufs(energies: Floats) -> float | None:
    """Loudness from the energies of 100 ms each; None when nothing is loud or long enough to be measured."""
    if energies.size < HOPS_PER_GATE:
        return None
    gates = np.convolve(energies, np.full(HOPS_PER_GATE, 1 / HOPS_PER_GATE), "valid")
    heard = gates[gates > _energy(ABSOLUTE_GATE_LUFS)]
    if not heard.size:
        return None
    return _lufs(heard[heard > _energy(_lufs(heard.mean()) + RELATIVE_GATE_LU)].mean())


def _lufs(energy: float) -> float:
    return float(OFFSET_LUFS + 10 * np.log10(energy))


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs - OFFSET_LUFS) / 10))
