"""What kind of file these bytes are, from the bytes alone: a name or a mime type is only a claim.

Answers with the name of the one FFmpeg demuxer that may read them, so playlists and other indirections are never tried.
"""

from typing import Protocol

HEAD_BYTES = 16
ID3_BYTES, ID3_FOOTER = 10, 0x10
# A million of them, each of ten bytes, keep a demuxer busy for longer than an hour of sound does.
TAGS_MAX = 16
# Atoms that QuickTime and MP4 files begin with.
MOV_ATOMS = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide"}
MAGIC = {b"\x1aE\xdf\xa3": "matroska", b"OggS": "ogg", b"fLaC": "flac", b"caff": "caf", b"#!AM": "amr"}


class ReadableFile(Protocol):
    """As much of a binary file as reading one takes."""

    def read(self, size: int, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...


def sniff(file: ReadableFile) -> str | None:
    """The demuxer for this file, or None for everything that is not sound we read. Leaves the file at its start."""
    head = _after_tags(file)
    file.seek(0)
    return MAGIC.get(head[:4]) or _riff(head) or _mov(head) or _frames(head)


def _after_tags(file: ReadableFile) -> bytes:
    """The first bytes behind any ID3v2 tags, which may stand before mp3, aac and flac."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    for _ in range(TAGS_MAX):
        if head[:3] != b"ID3" or len(head) < ID3_BYTES:
            break
        footer_bytes = ID3_BYTES if head[5] & ID3_FOOTER else 0
        file.seek(file.tell() - len(head) + ID3_BYTES + _syncsafe(head[6:10]) + footer_bytes)
        head = file.read(HEAD_BYTES)
    return head


def _syncsafe(four: bytes) -> int:
    """ID3v2 sizes use seven bits of each byte.

    >>> _syncsafe(bytes([0, 0, 2, 1]))
    257
    """
    return sum((byte & 0x7F) << shift for byte, shift in zip(four, (21, 14, 7, 0), strict=True))


def _riff(head: bytes) -> str | None:
    if head[:4] in {b"RIFF", b"RF64"} and head[8:12] == b"WAVE":
        return "wav"
    return "aiff" if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"} else None


def _mov(head: bytes) -> str | None:
    return "mov" if head[4:8] in MOV_ATOMS else None


def _frames(head: bytes) -> str | None:
    """Bare MPEG frames: eleven bits of sync, then the layer: 0 is ADTS, 1 is layer III, 2 is layer II.

    >>> _frames(bytes.fromhex("fffb9064")), _frames(bytes.fromhex("fff15080")), _frames(bytes.fromhex("fffe4100"))
    ('mp3', 'aac', None)
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    layer, bit_rate, sample_rate = head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    if layer == 0:
        return "aac" if head[1] & 0xF0 == 0xF0 else None
    return "mp3" if layer < 3 and bit_rate != 15 and sample_rate != 3 else None
