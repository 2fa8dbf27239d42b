"""Kinds of files are told from their bytes."""

import io

import pytest

from media.sniff import sniff
from tests.media.clips import KINDS, encoded, voice

DEMUXERS = {
    "webm": "matroska", "mkv": "matroska", "ogg": "ogg", "mp3": "mp3", "aac": "aac", "flac": "flac",
    "aiff": "aiff", "caf": "caf", "amr": "amr",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_recognised(kind: str) -> None:
    wanted = DEMUXERS.get(kind, "wav" if kind.startswith("wav") else "mov")
    assert sniff(io.BytesIO(encoded(voice(0.2), kind))) == wanted


@pytest.mark.parametrize("kind", ["mp3", "aac", "flac"])
def test_tags_before_the_sound_are_skipped(kind: str) -> None:
    sound = encoded(voice(0.2), kind)
    tag = b"ID3\x04\0\0\0\0\x02\x01" + bytes(257)
    footed = b"ID3\x04\0\x10\0\0\0\x01" + bytes(11)
    assert sniff(io.BytesIO(tag + footed + sound[sound.find(b"\xff") if kind == "mp3" else 0 :])) == kind


OTHERS = [
    b"", b"\xff", b"ID3", b"ID3\x04\0\0\x7f\x7f\x7f\x7f", b"\xff\xfeU\0T\0F\0", b"\xff\xd8\xff\xe0JFIF",
    b"%PDF-1.7", b"RIFF\0\0\0\0AVI ", b"#EXTM3U", b"\x89PNG", b"PK\3\4",
]  # fmt: skip


@pytest.mark.parametrize("data", OTHERS)
def test_everything_else_is_not_sound(data: bytes) -> None:
    assert sniff(io.BytesIO(data)) is None
