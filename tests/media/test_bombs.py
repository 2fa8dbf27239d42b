"""Small files that want to be enormous, and files damaged at random."""

import random
import struct
from contextlib import suppress
from pathlib import Path

import pytest

from media.decode import decode
from media.errors import (
    DecoderOutOfMemory,
    DecoderTimedOut,
    EmptyAudio,
    NotAudio,
    TooLong,
    TooManyChannels,
    UnusableSampleRate,
)
from media.limits import DecodeLimits
from tests.media import bombs
from tests.media.clips import encoded, voice, write

DAMAGED = ("webm", "mp4-fragmented", "m4a-44", "ogg", "mp3", "flac", "aac", "3gp")
VOICE = voice(1.5)


@pytest.fixture(scope="session")
def day_of_silence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bomb") / "day.ogg"
    bombs.day_of_silence(path)
    return path


def test_a_day_of_silence_is_refused_before_it_is_decoded(day_of_silence: Path, pcm: Path) -> None:
    assert day_of_silence.stat().st_size < 20_000_000
    with pytest.raises(TooLong):
        decode([day_of_silence], pcm, limits=DecodeLimits(cpu_seconds=5))
    assert pcm.stat().st_size == 0


def test_processor_time_is_limited(day_of_silence: Path, pcm: Path) -> None:
    with pytest.raises(DecoderTimedOut):
        decode([day_of_silence], pcm, limits=DecodeLimits(minutes_max=2000, cpu_seconds=1))


def test_a_decoder_that_hangs_is_stopped(day_of_silence: Path, pcm: Path) -> None:
    with pytest.raises(DecoderTimedOut):
        decode([day_of_silence], pcm, limits=DecodeLimits(minutes_max=2000, wall_seconds=0.3))


def test_memory_is_limited(day_of_silence: Path, pcm: Path) -> None:
    with pytest.raises(DecoderOutOfMemory):
        decode([day_of_silence], pcm, limits=DecodeLimits(memory_mb=16))


def test_output_is_limited_whatever_the_file_says(tmp_path: Path, pcm: Path) -> None:
    path = write(tmp_path / "take", encoded(voice(70, level_db=-40), "flac"))
    with pytest.raises(TooLong):
        decode([path], pcm, limits=DecodeLimits(minutes_max=1))
    assert pcm.stat().st_size <= DecodeLimits(minutes_max=1).output_bytes


@pytest.mark.parametrize("group", range(20))
def test_damage_at_random_never_breaks_the_decoder(group: int, tmp_path: Path, pcm: Path) -> None:
    chance = random.Random(group)
    takes = [_mutated(encoded(VOICE, chance.choice(DAMAGED)), chance) for _ in range(5)]
    paths = [write(tmp_path / str(number), take) for number, take in enumerate(takes)]
    with suppress(NotAudio, EmptyAudio, TooLong, UnusableSampleRate, TooManyChannels, DecoderOutOfMemory):
        decode(paths, pcm, limits=DecodeLimits(minutes_max=5, cpu_seconds=10))


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, a stretch removed, doubled or zeroed."""
    damaged = bytearray(data)
    for _ in range(chance.choice([1, 5, 50, 500])):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    at, size = chance.randrange(len(damaged)), chance.choice([0, 0, 10, 1000])
    stretch = damaged[at : at + size]
    damaged[at : at + size] = chance.choice([b"", stretch * 2, bytes(size)])
    return bytes(damaged)


def test_a_file_that_points_outside_of_itself_is_no_audio(tmp_path: Path, pcm: Path) -> None:
    data = bytearray(encoded(VOICE, "caf"))
    at = data.index(b"info") + 4
    data[at : at + 8] = struct.pack(">q", 0x7F << 56)
    with pytest.raises(NotAudio):
        decode([write(tmp_path / "take", bytes(data))], pcm)
