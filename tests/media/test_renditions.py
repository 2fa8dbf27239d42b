"""The m4a that is listened to, and the samples that the speech model hears."""

from pathlib import Path

import av
import numpy as np
import pytest

from media.decode import decode
from media.loudness import normalise
from media.renditions import encode_m4a, pcm16k, resample_16k
from tests.media.clips import RATE, samples, voice, write_pcm


@pytest.mark.parametrize("seconds", [0.05, 1, 3.217, 35])
def test_rendition_is_a_gapless_aac_that_starts_at_once(seconds: float, tmp_path: Path, pcm: Path) -> None:
    m4a = tmp_path / "listen.m4a"
    rendition = encode_m4a(write_pcm(pcm, voice(seconds)), m4a)
    data = m4a.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(m4a)) as container:
        stream = container.streams.audio[0]
        codec = stream.codec_context
        assert (codec.name, codec.profile, codec.sample_rate, codec.layout.name) == ("aac", "LC", 48_000, "mono")
        assert container.duration / 1000 == pytest.approx(seconds * 1000, abs=2)
        assert seconds < 1 or codec.bit_rate == pytest.approx(64_000, rel=0.15)
    assert rendition.duration_ms == int(seconds * 1000)
    assert rendition.size_bytes == len(data)
    assert decode([m4a], tmp_path / "back.pcm").duration_ms == pytest.approx(seconds * 1000, abs=50)


def test_sound_keeps_its_place(tmp_path: Path, pcm: Path) -> None:
    sound = voice(2) * 0
    sound[RATE : RATE + 100] = 0.5
    encode_m4a(write_pcm(pcm, sound), tmp_path / "listen.m4a")
    decode([tmp_path / "listen.m4a"], tmp_path / "back.pcm")
    assert np.abs(samples(tmp_path / "back.pcm")).argmax() == pytest.approx(RATE, abs=150)


def test_peaks_stay_below_the_limit_even_when_the_samples_do_not(tmp_path: Path, pcm: Path) -> None:
    rendition = encode_m4a(write_pcm(pcm, np.clip(voice(3, level_db=-4), -1, 1)), tmp_path / "listen.m4a")
    assert rendition.true_peak_dbtp is not None
    assert -2 < rendition.true_peak_dbtp <= -1


def test_silence_has_no_loudness(tmp_path: Path, pcm: Path) -> None:
    rendition = encode_m4a(write_pcm(pcm, voice(1) * 0), tmp_path / "listen.m4a")
    assert rendition.loudness_lufs is None


def test_speech_samples_are_the_same_sound_at_a_third_of_the_rate(tmp_path: Path, pcm: Path) -> None:
    tone = (0.5 * np.sin(2 * np.pi * 440 * np.arange(31 * RATE) / RATE)).astype(np.float32)
    mapped = np.memmap(resample_16k(write_pcm(pcm, tone), tmp_path / "speech.pcm"), "<i2")
    assert mapped.size == pytest.approx(31 * 16_000, abs=16)
    wanted = 0.5 * np.sin(2 * np.pi * 440 * np.arange(mapped.size) / 16_000)
    assert np.abs(mapped / 32768 - wanted)[100:-100].max() < 0.01
    assert np.abs(pcm16k(pcm) - mapped / 32768).max() < 0.001


def test_real_speech_comes_out_at_its_loudness(speech: Path, tmp_path: Path, pcm: Path) -> None:
    for path in sorted([*speech.glob("*.flac"), *speech.glob("*.mp3")]):
        if decode([path], pcm).duration_ms > 3000:
            normalise(pcm, tmp_path / "level.pcm")
            rendition = encode_m4a(tmp_path / "level.pcm", tmp_path / "listen.m4a")
            assert rendition.loudness_lufs == pytest.approx(-16, abs=1), path.name
            assert rendition.true_peak_dbtp is not None
            assert rendition.true_peak_dbtp <= -1, path.name
