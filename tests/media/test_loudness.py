"""Normalising: one loudness for all voices, no peak too high, silent ends gone, silence left alone."""

from pathlib import Path

import numpy as np
import pytest

from media.limiter import MARGIN, limited
from media.loudness import Normalised, measure, normalise
from media.pcm import duration_ms
from media.true_peak import TruePeakMeter
from tests.media.clips import RATE, Voice, samples, voice, write_pcm


@pytest.fixture
def normalised(tmp_path: Path, pcm: Path):  # type: ignore[no-untyped-def]
    def run(sound: Voice) -> Normalised:
        return normalise(write_pcm(tmp_path / "in.pcm", sound), pcm)

    return run


def _silence(seconds: float) -> Voice:
    return np.random.default_rng(0).normal(0, 1e-4, int(seconds * RATE)).astype(np.float32)


@pytest.mark.parametrize("level_db", [-50, -42, -34, -26, -18, -10, -3])
def test_every_level_comes_out_equally_loud(level_db: float, normalised, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    facts = normalised(voice(8, level_db=level_db))
    heard = measure(pcm)
    assert heard.loudness_lufs == pytest.approx(-16, abs=0.5)
    assert heard.true_peak_dbtp <= -1.4
    assert (facts.loudness_lufs, facts.true_peak_dbtp) == (heard.loudness_lufs, heard.true_peak_dbtp)


def test_voice_with_hard_knocks_still_gets_there(normalised) -> None:  # type: ignore[no-untyped-def]
    sound = voice(10, level_db=-35)
    sound[RATE // 2 :: RATE] = 1.0
    sound[RATE // 2 + 1 :: RATE] = -1.0
    facts = normalised(sound)
    assert facts.loudness_lufs == pytest.approx(-16, abs=1)
    assert facts.true_peak_dbtp <= -1.4


def test_a_gain_foreseen_wrongly_is_put_right(normalised, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("media.loudness.gain_for", lambda *_: 0.0)
    assert normalised(voice(5, level_db=-40)).loudness_lufs == pytest.approx(-16, abs=0.5)


def test_silent_ends_are_trimmed_but_not_to_the_bone(normalised, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    facts = normalised(np.concatenate([_silence(1), voice(3), _silence(2)]))
    assert facts.trimmed_start_ms == pytest.approx(800, abs=60)
    assert facts.trimmed_end_ms == pytest.approx(1800, abs=160)
    assert facts.duration_ms == duration_ms(pcm) == 6000 - facts.trimmed_start_ms - facts.trimmed_end_ms


def test_pauses_are_listed_in_the_time_of_the_result(normalised, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    facts = normalised(np.concatenate([_silence(1), voice(3), _silence(2), voice(3)]))
    ((begin_ms, end_ms),) = facts.silences_ms
    assert end_ms - begin_ms == pytest.approx(1700, abs=200)
    within = samples(pcm)[begin_ms * 48 : end_ms * 48]
    assert np.abs(within).max() < 0.01 < np.abs(samples(pcm)).max()


def test_ends_rise_from_and_fall_to_nothing(normalised, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    normalised(voice(2)[RATE // 10 : -RATE // 10])
    sound = np.abs(samples(pcm))
    assert sound[:10].max() < 0.01
    assert sound[-10:].max() < 0.01


@pytest.mark.parametrize(
    "sound", [np.zeros(3 * RATE, np.float32), _silence(3) * 0.5, voice(0.2)[:50], voice(0.2)[:1000]]
)
def test_what_cannot_be_measured_is_left_as_it_is(sound: Voice, normalised) -> None:  # type: ignore[no-untyped-def]
    facts = normalised(sound)
    assert (facts.loudness_lufs_before, facts.loudness_lufs, facts.gain_db) == (None, None, 0)
    assert (facts.trimmed_start_ms, facts.trimmed_end_ms, facts.silences_ms) == (0, 0, [])


def test_an_almost_silent_room_is_not_blown_up_without_end(normalised) -> None:  # type: ignore[no-untyped-def]
    assert normalised(voice(3, level_db=-62)).gain_db == 40


def test_long_sound_is_treated_as_one_piece(normalised, pcm: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    sound = voice(9, level_db=-12)
    normalised(sound)
    whole = pcm.read_bytes()
    for module in ("blocks", "loudness"):
        monkeypatch.setattr(f"media.{module}.BLOCK", 2 * RATE)
    normalised(sound)
    assert pcm.read_bytes() == whole


def test_limiter_touches_only_the_neighbourhood_of_peaks() -> None:
    sound = np.pad(np.rint(voice(1, level_db=-30) * 32767).astype(np.int16), MARGIN)
    sound[MARGIN + RATE // 2] = 32767
    softer = limited(sound, 0.5)
    changed = np.flatnonzero(softer != sound[MARGIN:-MARGIN])
    assert 0 < changed.size < 0.06 * RATE
    assert abs(changed.mean() - RATE // 2) < 200
    meter = TruePeakMeter()
    meter.add(softer)
    assert meter.dbtp() <= 20 * np.log10(0.5) + 0.01
