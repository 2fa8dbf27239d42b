"""The waveform against a golden file, and what it must show."""

import json
from pathlib import Path

import numpy as np

from media.waveform import peaks, to_json
from tests.media.clips import RATE, voice, write_pcm

GOLDEN = Path(__file__).parent / "golden" / "waveform.json"


def test_waveform_equals_the_golden_file(pcm: Path) -> None:
    """Whole numbers only, so that every machine draws the same."""
    time = np.arange(4 * RATE)
    ((time % 97 - 48) * (time // 4800 % 7 + 1) * 50).astype("<i2").tofile(pcm)
    assert to_json(peaks(pcm, 60), 4000) == json.loads(GOLDEN.read_text())


def test_loud_stands_tall_and_silence_lies_flat(pcm: Path) -> None:
    heights = peaks(write_pcm(pcm, np.concatenate([voice(2, level_db=-16), np.zeros(2 * RATE, np.float32)])), 100)
    assert len(heights) == 100
    assert np.mean([*heights[:50]]) > 80
    assert not any(heights[51:])


def test_short_and_empty_sounds_have_fewer_bars(pcm: Path) -> None:
    assert len(peaks(write_pcm(pcm, voice(1)))) == 100
    assert peaks(write_pcm(pcm, np.zeros(0, np.float32))) == b""
