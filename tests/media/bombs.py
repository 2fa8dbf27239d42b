"""Files that are more than they look: days in megabytes, hundreds of channels, lies about length, endless chains."""

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.media.clips import encoded, voice

DAY, DAY_SECONDS = "24 hours of silence", 24 * 3600
HUGE = 0xFFFFFFFF
# Matroska's outermost element, of unknown length.
SEGMENT = b"\x18\x53\x80\x67\x01" + b"\xff" * 7


def day_of_silence(path: Path) -> None:
    """24 hours in a few megabytes: one packet of silence over and over."""
    with av.open(str(path), "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=48_000, layout="mono", options={"frame_duration": "120"})
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 48_000), np.int16), format="s16", layout="mono")
        frame.sample_rate = 48_000
        silence = bytes(stream.encode(frame)[-1])
        for number in range(int(DAY_SECONDS / 0.12)):
            packet = av.Packet(silence)
            packet.pts = packet.dts = number * 5760
            packet.duration, packet.time_base, packet.stream = 5760, Fraction(1, 48_000), stream
            container.mux(packet)


def _wav(channels: int, rate: int, claimed_bytes: int, data: bytes) -> bytes:
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * channels * 2 & HUGE, channels * 2 & 0xFFFF, 16)
    head = b"RIFF" + struct.pack("<I", claimed_bytes) + b"WAVEfmt " + struct.pack("<I", 16) + form
    return head + b"data" + struct.pack("<I", claimed_bytes) + data


def _replaced(data: bytes, after: bytes, skip: int, new: bytes) -> bytes:
    """The bytes `skip` behind a mark, said differently."""
    at = data.index(after) + len(after) + skip
    return data[:at] + new + data[at + len(new) :]


def _lying_mp4() -> bytes:
    sound = encoded(voice(1), "m4a")
    for mark, skip in ((b"mvhd", 16), (b"mdhd", 16)):
        sound = _replaced(sound, mark, skip, struct.pack(">I", HUGE))
    return sound


def _samples_without_end() -> bytes:
    """A table that says: four thousand million samples, each as large as can be."""
    return _replaced(encoded(voice(1), "m4a"), b"stsz", 4, struct.pack(">II", HUGE >> 1, HUGE))


def _chained(seconds: float, times: int) -> bytes:
    return encoded(voice(seconds), "ogg") * times


MADE: dict[str, Callable[[], bytes]] = {
    "255 channels": lambda: _wav(255, 48_000, 510_000, bytes(510_000)),
    "65,535 channels": lambda: _wav(65_535, 48_000, 1_310_700, bytes(1_310_700)),
    "no samples a second": lambda: _wav(1, 0, 96_000, bytes(96_000)),
    "4,294,967,295 samples a second": lambda: _wav(1, HUGE, 96_000, bytes(96_000)),
    "wav that says 4 GB": lambda: _wav(1, 48_000, HUGE, bytes(96_000)),
    "mp4 that says a century": _lying_mp4,
    "mp4 with samples without end": _samples_without_end,
    "flac that says weeks": lambda: _replaced(encoded(voice(1), "flac"), b"fLaC", 17, b"\xff" * 5),
    "5,000 chained Oggs": lambda: _chained(0.3, 5_000),
    "Ogg pages that never begin anything": lambda: (b"OggS" + bytes(22) + b"\x01\xff" + bytes(255)) * 40_000,
    "a million tags": lambda: (b"ID3\x04\0\0\0\0\0\0") * 1_000_000 + encoded(voice(1), "mp3"),
    "a tag of 256 MB": lambda: b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + encoded(voice(1), "mp3"),
    "20 MB of nothing": lambda: b"\xff\xfb\x90\x64" + bytes(20_000_000),
    "atoms in atoms": lambda: b"".join(struct.pack(">I", 8 * (50_000 - n)) + b"moov" for n in range(50_000)),
    "elements in elements": lambda: encoded(voice(1), "webm")[:200] + SEGMENT * 50_000,
}  # fmt: skip


def bombs(folder: Path, names: list[str]) -> dict[str, Path]:
    """Those of them as files, by what they are."""
    folder.mkdir(exist_ok=True)
    paths = {name: folder / str(place) for place, name in enumerate(names)}
    for name, path in paths.items():
        if name == DAY:
            day_of_silence(path)
        else:
            path.write_bytes(MADE[name]())
    return paths
