"""Decoding what phones and people send."""

import struct
from pathlib import Path

import numpy as np
import pytest

from media.decode import Decoded, decode
from media.errors import (
    EmptyAudio,
    NoSound,
    NotAudio,
    SoundError,
    TooLong,
    TooManyChannels,
    UnusableSampleRate,
)
from media.limits import DecodeLimits
from tests.media.clips import KINDS, RATE, Voice, encoded, samples, video, voice, write

SECONDS = 6
VOICE = voice(SECONDS)
# Bare frames carry no word about the padding that every coder of frames adds.
PADDED_MS = {"mp3": 110, "aac": 90, "mp4-fragmented": 60, "3gp": 60, "amr": 60}


@pytest.fixture
def decoded(tmp_path: Path, pcm: Path):  # type: ignore[no-untyped-def]
    def run(*files: bytes, **limits: int) -> Decoded:
        paths = [write(tmp_path / f"take{number}", data) for number, data in enumerate(files)]
        return decode(paths, pcm, limits=DecodeLimits(**limits))

    return run


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_becomes_the_same_sound(kind: str, decoded, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    facts = decoded(encoded(VOICE, kind))
    assert facts.duration_ms == pytest.approx(SECONDS * 1000, abs=PADDED_MS.get(kind, 25))
    assert not facts.repaired
    assert _likeness(samples(pcm), VOICE) > 0.95
    assert (facts.sample_rate, facts.channels) == (48_000, 1)


@pytest.mark.parametrize("kind", ["m4a", "webm", "wav", "wav-float", "flac", "mp3"])
def test_two_equal_channels_mix_to_the_same_level_and_one_sided_sound_to_half(  # type: ignore[no-untyped-def]
    kind: str, decoded, pcm: Path
) -> None:
    loud = voice(2, level_db=-14)
    decoded(encoded([loud, loud], kind))
    assert _level(samples(pcm)) == pytest.approx(_level(loud), rel=0.06)
    decoded(encoded([loud, np.zeros_like(loud)], kind))
    assert _level(samples(pcm)) == pytest.approx(_level(loud) / 2, rel=0.1)


def test_takes_are_joined_in_order_whatever_their_kinds(decoded, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    facts = decoded(encoded(voice(2, hertz=200), "webm"), encoded(voice(1, hertz=500), "m4a"))
    assert facts.duration_ms == pytest.approx(3000, abs=40)
    assert not facts.repaired
    assert _likeness(samples(pcm)[2 * RATE :], voice(1, hertz=500)) > 0.95


def test_a_video_gives_its_sound(decoded) -> None:  # type: ignore[no-untyped-def]
    assert decoded(video(voice(1))).duration_ms == pytest.approx(1000, abs=30)


def test_a_video_without_sound_says_so(decoded) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NoSound, match="This video has no sound"):
        decoded(video(None))


def test_nothing_is_empty_and_text_is_no_audio(decoded) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EmptyAudio):
        decoded(b"")
    with pytest.raises(NotAudio):
        decoded(b"Dear team, please find attached\n" * 100)
    with pytest.raises(SoundError):
        decoded(encoded(VOICE, "flac")[:60])


@pytest.mark.parametrize("kind", ["webm", "mp4-fragmented", "mp4-opus", "ogg", "mp3", "aac", "flac", "wav", "m4a-44"])
def test_what_was_cut_off_still_becomes_a_track(kind: str, decoded, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    whole = encoded(VOICE, kind)
    facts = decoded(whole[: len(whole) * 3 // 5 + 7])
    assert 2000 < facts.duration_ms < 5000
    # A cut mp3 cannot be told from a shorter one.
    assert facts.repaired == (kind != "mp3")
    assert _likeness(samples(pcm)[: 2 * RATE], VOICE[: 2 * RATE]) > 0.95


@pytest.mark.parametrize("kind", ["webm", "mp4-fragmented", "mp4-opus", "ogg", "mp3", "aac", "flac"])
def test_a_hole_in_the_middle_costs_only_what_was_in_it(kind: str, decoded, pcm: Path) -> None:  # type: ignore[no-untyped-def]
    whole = encoded(VOICE, kind)
    third = len(whole) // 3
    facts = decoded(whole[:third] + whole[2 * third :])
    assert facts.duration_ms > 1500
    assert facts.repaired
    assert _likeness(samples(pcm)[:RATE], VOICE[:RATE]) > 0.95


def test_one_broken_take_is_left_out_and_the_recording_marked(decoded) -> None:  # type: ignore[no-untyped-def]
    facts = decoded(encoded(voice(1), "webm"), b"\x1aE\xdf\xa3" + bytes(500), encoded(voice(1), "webm"))
    assert facts.repaired
    assert facts.duration_ms == pytest.approx(2000, abs=40)


def test_headers_that_lie_about_the_length_are_not_believed(decoded) -> None:  # type: ignore[no-untyped-def]
    data = bytearray(encoded(VOICE, "wav"))
    at = data.index(b"data") + 4
    for lie in (0xFFFFFFFF, 0):
        data[at : at + 4] = struct.pack("<I", lie)
        assert decoded(bytes(data)).duration_ms == pytest.approx(SECONDS * 1000, abs=20)


def test_longer_than_allowed_is_refused_over_all_takes_together(decoded) -> None:  # type: ignore[no-untyped-def]
    half = encoded(voice(40), "mp3")
    assert decoded(half, minutes_max=1).duration_ms >= 40_000
    with pytest.raises(TooLong, match="longer than 1 minutes") as too_long:
        decoded(half, half, minutes_max=1)
    assert too_long.value.permanent


def test_more_channels_than_a_voice_needs_are_refused(decoded) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TooManyChannels, match="255 channels"):
        decoded(_wav(channels=255, rate=48_000))
    assert decoded(_wav(channels=5, rate=48_000)).duration_ms > 0


@pytest.mark.parametrize("rate", [1, 4_000_000])
def test_rates_that_no_recorder_makes_are_refused(rate: int, decoded) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnusableSampleRate):
        decoded(_wav(channels=1, rate=rate))


def _wav(*, channels: int, rate: int) -> bytes:
    width = 2 * channels
    sound = bytes(width * 4800)
    head = struct.pack("<HHIIHH", 1, channels, rate, rate * width & 0xFFFFFFFF, width, 16)
    body = b"WAVEfmt " + struct.pack("<I", 16) + head + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _level(sound: Voice) -> float:
    return float(np.sqrt(np.mean(sound**2)))


def _likeness(one: Voice, other: Voice) -> float:
    """How alike the loudness of two sounds runs, 20 ms by 20 ms, wherever one of them begins within 100 ms."""
    first, second = _levels(one), _levels(other)
    size = min(len(first), len(second)) - 5
    return max(float(np.corrcoef(first[shift : size + shift], second[:size])[0, 1]) for shift in range(6))


def _levels(sound: Voice) -> Voice:
    return np.sqrt(np.square(sound[: len(sound) // 960 * 960]).reshape(-1, 960).mean(axis=1))
