"""Joints that nobody hears: no click, no step in loudness, every length exact."""

from pathlib import Path

import numpy as np
import pytest

from media.meter import LoudnessMeter
from media.pcm import MS
from media.splice import splice
from tests.media.clips import Voice, samples, voice, write_pcm

SILENCE = np.zeros(500 * MS, np.float32)


def roughness(sound: Voice) -> float:
    """The largest step from one sample to the next."""
    return float(np.abs(np.diff(sound)).max())


def loudness(sound: Voice) -> float:
    meter = LoudnessMeter()
    meter.add((sound * 32768).astype(np.float32))
    return meter.integrated_lufs() or 0.0


def joint(sound: Voice, at_ms: int) -> Voice:
    return sound[(at_ms - 15) * MS : (at_ms + 15) * MS]


def test_lengths_add_up_to_the_millisecond(tmp_path: Path, pcm: Path) -> None:
    source = write_pcm(tmp_path / "takes.pcm", voice(4))
    spans = splice(source, pcm, takes=[(0, 4_000)], heard=[(0, 1_001), (2_003, 4_000)])
    assert samples(pcm).size == sum(end - start for start, end in spans) * MS


def test_takes_that_begin_and_end_in_the_middle_of_a_sound_make_no_click(tmp_path: Path, pcm: Path) -> None:
    turn = 2 * np.pi * 200 * np.arange(2_000 * MS) / 48_000
    first, second = (0.5 * np.sin(turn)).astype(np.float32), (0.5 * np.cos(turn)).astype(np.float32)
    source = write_pcm(tmp_path / "takes.pcm", np.concatenate([first, second]))
    (_, end), _ = splice(source, pcm, takes=[(0, 2_000), (2_000, 4_000)], heard=[(0, 4_000)])
    assert roughness(joint(samples(pcm), end)) <= 2.0 * roughness(first)


def test_a_bare_cut_would_click(pcm: Path) -> None:
    tone = (0.5 * np.cos(2 * np.pi * 200 * np.arange(4_000 * MS) / 48_000)).astype(np.float32)
    bare = np.concatenate([tone[: 1_000 * MS], tone[2_502 * MS + 24 :]])
    assert roughness(joint(bare, 1_000)) > 2.0 * roughness(tone)


def test_a_cut_goes_to_the_quiet_place_nearby(tmp_path: Path, pcm: Path) -> None:
    words = np.concatenate([voice(1), np.zeros(40 * MS, np.float32), voice(1, seed=2)])
    source = write_pcm(tmp_path / "takes.pcm", words)
    [(_, end), _] = splice(source, pcm, takes=[(0, 2_040)], heard=[(0, 980), (1_500, 2_040)])
    assert 1_000 <= end <= 1_040


def test_a_soft_take_becomes_as_loud_as_the_others(tmp_path: Path, pcm: Path) -> None:
    near, far = voice(4, level_db=-24), voice(4, level_db=-36, seed=3)
    source = write_pcm(tmp_path / "takes.pcm", np.concatenate([near, far]))
    splice(source, pcm, takes=[(0, 4_000), (4_000, 8_000)], heard=[(0, 8_000)])
    made = samples(pcm)
    half = made.size // 2
    assert loudness(made[:half]) == pytest.approx(loudness(made[half:]), abs=0.5)
    assert np.abs(made).max() < 1


def test_takes_are_joined_at_their_voices_not_at_their_silence(tmp_path: Path, pcm: Path) -> None:
    first, second = np.concatenate([voice(2), SILENCE, SILENCE]), np.concatenate([SILENCE, SILENCE, voice(2, seed=2)])
    source = write_pcm(tmp_path / "takes.pcm", np.concatenate([first, second]))
    (_, end), (start, _) = splice(source, pcm, takes=[(0, 3_000), (3_000, 6_000)], heard=[(0, 6_000)])
    assert end == pytest.approx(2_200, abs=60)
    assert start == pytest.approx(3_800, abs=60)


def test_what_is_kept_is_kept_sample_by_sample(tmp_path: Path, pcm: Path) -> None:
    sound = voice(4)
    source = write_pcm(tmp_path / "takes.pcm", sound)
    spans = splice(source, pcm, takes=[(0, 4_000)], heard=[(0, 1_000), (3_000, 4_000)])
    kept = (spans[0][1] - 20) * MS
    assert np.array_equal(samples(pcm)[:kept], samples(source)[:kept])


def test_a_take_without_sound_is_nothing(tmp_path: Path, pcm: Path) -> None:
    source = write_pcm(tmp_path / "takes.pcm", voice(2))
    spans = splice(source, pcm, takes=[(0, 2_000), (2_000, 2_000)], heard=[(0, 2_000)])
    assert spans == [(0, 2_000)]
