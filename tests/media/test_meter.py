"""The meters against the signals of EBU Tech 3341, whose readings are known."""

from pathlib import Path

import numpy as np
import pytest

from media.loudness import measure
from tests.media.clips import RATE, Voice, voice, write_pcm


def _sine(hertz: float, level_db: float, seconds: float = 5, phase: float = 0) -> Voice:
    time = np.arange(int(seconds * RATE)) / RATE
    return (10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * time + phase)).astype(np.float32)


@pytest.mark.parametrize("level_db", [-60.0, -33.0, -20.0, -3.0])
def test_tone_reads_three_below_its_level(level_db: float, pcm: Path) -> None:
    """A full-scale tone of 997 Hz in one channel is -3.01 LUFS by definition."""
    assert measure(write_pcm(pcm, _sine(997, level_db))).loudness_lufs == pytest.approx(level_db - 3.01, abs=0.1)


def test_silence_between_and_soft_passages_do_not_count(pcm: Path) -> None:
    loud, soft, none = _sine(997, -23, 30), _sine(997, -40, 30), np.zeros(30 * RATE, np.float32)
    assert measure(write_pcm(pcm, np.concatenate([none, loud, soft, none]))).loudness_lufs == pytest.approx(
        -26, abs=0.1
    )


def test_loudness_does_not_depend_on_how_the_samples_are_cut_into_blocks(pcm: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    write_pcm(pcm, voice(7.3))
    whole = measure(pcm)
    monkeypatch.setattr("media.blocks.BLOCK", RATE)
    cut = measure(pcm)
    assert cut.loudness_lufs == pytest.approx(whole.loudness_lufs, abs=1e-9)
    assert cut.true_peak_dbtp == pytest.approx(whole.true_peak_dbtp, abs=1e-5)


@pytest.mark.parametrize(
    ("hertz", "phase"), [(RATE / 4, np.pi / 4), (RATE / 6, np.pi / 6), (RATE / 8, np.pi / 8), (997, 0)]
)
def test_true_peak_sees_between_the_samples(hertz: float, phase: float, pcm: Path) -> None:
    peak = measure(write_pcm(pcm, _sine(hertz, -6, phase=phase))).true_peak_dbtp
    assert peak == pytest.approx(-6, abs=0.3)


@pytest.mark.parametrize("seconds", [0, 0.3, 2])
def test_nothing_is_invented_for_silence_or_too_little_sound(seconds: float, pcm: Path) -> None:
    reading = measure(write_pcm(pcm, np.zeros(int(seconds * RATE), np.float32)))
    assert (reading.loudness_lufs, reading.true_peak_dbtp) == (None, None)
