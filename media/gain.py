"""How much to turn a recording up or down, foreseen from its survey, so that it is rewritten once and not by trial."""

import numpy as np

from media.blocks import Floats
from media.limiter import needed_gains
from media.meter import integrated_lufs
from media.survey import Survey

# Above this, what is amplified is the room and not a voice.
GAIN_MAX_DB = 40.0
STEPS_PER_HOP = 10
TRIES = 6


def gain_for(survey: Survey, target_lufs: float, ceiling: float) -> float:
    """The gain in dB that brings a recording to its loudness though a limiter takes its peaks; 0 for silence."""
    gain_db = 0.0
    for _ in range(TRIES):
        loudness_lufs = _foreseen_lufs(survey, 10 ** (gain_db / 20), ceiling)
        if loudness_lufs is None:
            break
        gain_db = min(GAIN_MAX_DB, gain_db + target_lufs - loudness_lufs)
    return gain_db


def _foreseen_lufs(survey: Survey, gain: float, ceiling: float) -> float | None:
    kept = _kept_power(survey, needed_gains(survey.peaks, ceiling / gain, 1))
    return integrated_lufs(survey.energies * kept * gain**2)


def _kept_power(survey: Survey, gains: Floats) -> Floats:
    """The share of its power that every 100 ms keeps under the limiter."""
    hops = survey.energies.size
    before = survey.powers[: hops * STEPS_PER_HOP].reshape(hops, STEPS_PER_HOP)
    after = before * gains[: hops * STEPS_PER_HOP].reshape(hops, STEPS_PER_HOP) ** 2
    return np.asarray(after.sum(axis=1) / np.maximum(before.sum(axis=1), 1e-12))
