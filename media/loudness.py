"""Makes every voice equally loud: EBU R128 loudness to a target, true peaks under a ceiling, silent ends trimmed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import numpy as np

from media.blocks import BLOCK, Metered, Samples, blocks
from media.disk import local_disk
from media.gain import GAIN_MAX_DB, gain_for
from media.limiter import MARGIN, limited
from media.meter import LoudnessMeter
from media.pcm import MS, duration_ms
from media.segments import shaped
from media.silence import Spans, pauses_ms, voiced_span_ms
from media.survey import survey
from media.true_peak import TruePeakMeter

# Encoding moves peaks: on speech by 0.3 dB at most.
HEADROOM_DB = 0.5
TOLERANCE_LU = 0.3
REWRITES_MAX = 3
FADE_MS = 10


@dataclass(frozen=True)
class Loudness:
    """What a meter says of a file of samples; None where nothing can be measured."""

    loudness_lufs: float | None
    true_peak_dbtp: float | None


@dataclass(frozen=True)
class Normalised:
    """What was done. Loudness is None for silence, which is left as it is. `silences_ms` is in time of the result."""

    loudness_lufs_before: float | None
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    gain_db: float
    duration_ms: int
    trimmed_start_ms: int
    trimmed_end_ms: int
    silences_ms: Spans


@local_disk()
def normalise(pcm_in: Path, pcm_out: Path, *, target_lufs: float = -16.0, true_peak_dbtp: float = -1.0) -> Normalised:
    """Writes the normalised samples. Peaks are kept lower than asked, by the room that encoding needs."""
    whole_ms = duration_ms(pcm_in)
    seen = survey(pcm_in)
    ceiling = 10 ** ((true_peak_dbtp - HEADROOM_DB) / 20)
    begin, end = span = voiced_span_ms(seen, whole_ms)
    rewrite = partial(_rewrite, pcm_in, pcm_out, span, ceiling)
    gain_db, result = _reach(target_lufs, gain_for(seen, target_lufs, ceiling), rewrite)
    return Normalised(
        loudness_lufs_before=seen.loudness_lufs,
        loudness_lufs=result.loudness_lufs,
        true_peak_dbtp=result.true_peak_dbtp,
        gain_db=gain_db,
        duration_ms=end - begin,
        trimmed_start_ms=begin,
        trimmed_end_ms=whole_ms - end,
        silences_ms=pauses_ms(seen, span),
    )


def measure(pcm: Path) -> Loudness:
    """Loudness and true peak of a file of samples."""
    return metered(blocks(pcm))


def _reach(target_lufs: float, gain_db: float, rewrite: Callable[[float], Loudness]) -> tuple[float, Loudness]:
    """Rewrites with the foreseen gain, and again only in the rare case that it was foreseen wrongly."""
    result = rewrite(gain_db)
    for _ in range(REWRITES_MAX):
        miss = 0.0 if result.loudness_lufs is None else target_lufs - result.loudness_lufs
        if abs(miss) <= TOLERANCE_LU or gain_db + miss > GAIN_MAX_DB:
            break
        gain_db += miss
        result = rewrite(gain_db)
    return gain_db, result


def _rewrite(pcm_in: Path, pcm_out: Path, span_ms: tuple[int, int], ceiling: float, gain_db: float) -> Loudness:
    with pcm_out.open("wb") as out:
        return metered(_written(out, _changed(pcm_in, span_ms, ceiling, gain_db)))


def _changed(pcm: Path, span_ms: tuple[int, int], ceiling: float, gain_db: float) -> Iterator[bytes]:
    """Limited first and amplified then, so that nothing is ever clipped."""
    start, end = span_ms[0] * MS, span_ms[1] * MS
    under = ceiling / 10 ** (gain_db / 20)
    for at, window in zip(range(start, end, BLOCK), blocks(pcm, start=start, end=end, margin=MARGIN), strict=True):
        samples = limited(window, under)
        fade_ms = min(FADE_MS, samples.size // MS // 2)
        fades = {"fade_in_ms": fade_ms * (at == start), "fade_out_ms": fade_ms * (at + BLOCK >= end)}
        yield shaped(samples.tobytes(), gain_db=gain_db, **fades)


def _written(out: BinaryIO, changed: Iterator[bytes]) -> Iterator[Samples]:
    for raw in changed:
        out.write(raw)
        yield np.frombuffer(raw, "<i2")


def metered(samples: Iterator[Metered]) -> Loudness:
    """What a meter says of samples that come block by block."""
    loudness, peak = LoudnessMeter(), TruePeakMeter()
    for block in samples:
        loudness.add(block)
        peak.add(block)
    return Loudness(loudness.integrated_lufs(), peak.dbtp())
