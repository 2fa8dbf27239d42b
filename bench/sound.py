"""Real speech of any length: the clips of a folder one after the other, as files that a phone could have sent."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import av
import numpy as np
from av import AudioFrame

from media.decode import decode
from media.pcm import RATE

PAUSE = RATE // 2
OPUS = {"application": "voip"}


@dataclass(frozen=True)
class Clip:
    """One clip with what is said in it; samples are mono s16 at 48 kHz."""

    said: str
    samples: np.ndarray

    @property
    def seconds(self) -> float:
        """With the pause behind it."""
        return (self.samples.size + PAUSE) / RATE


def clips(folder: Path, scratch: Path) -> list[Clip]:
    """Those of the folder's `references.tsv` (file, language, text)."""
    with (folder / "references.tsv").open() as file:
        rows = [*csv.reader(file, delimiter="\t")]
    return [Clip(said, _samples(folder / name, scratch)) for name, _, said in rows]


def _samples(path: Path, scratch: Path) -> np.ndarray:
    decode([path], scratch / "clip.pcm")
    return np.fromfile(scratch / "clip.pcm", "<i2")


def webm(some: list[Clip], seconds: float, out: Path) -> Path:
    """So many seconds of them as Opus in WebM, which is what Chromium records. Memory does not grow with the length."""
    with av.open(str(out), "w", format="webm") as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono", options=OPUS)
        stream.bit_rate = 64_000
        at = 0
        for block in _blocks(some, round(seconds * RATE)):
            frame = AudioFrame.from_ndarray(block[None, :], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, at
            at += block.size
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out


def _blocks(some: list[Clip], wanted: int) -> Iterator[np.ndarray]:
    """Clips with pauses between them, the last one cut where it has to end."""
    for clip in cycle(some):
        block = np.concatenate([clip.samples, np.zeros(PAUSE, np.int16)])[:wanted]
        yield block
        wanted -= block.size
        if not wanted:
            return


def longer(sound: Path, times: int) -> Path:
    """The same recording so many times in a row, in one file, without encoding it again."""
    out = sound.with_name(f"{sound.stem}-x{times}.webm")
    with av.open(str(out), "w", format="webm") as container, av.open(str(sound)) as once:
        stream = container.add_stream_from_template(once.streams.audio[0])
        length = 0
        for _ in range(times):
            length = _append(sound, container, stream, length)
    return out


def _append(sound: Path, container: av.container.OutputContainer, stream: av.AudioStream, begin: int) -> int:
    """Where the next one begins, in units of the file."""
    end = begin
    with av.open(str(sound)) as once:
        for packet in once.demux(once.streams.audio[0]):
            if packet.pts is None:
                continue
            packet.pts = packet.dts = packet.pts + begin
            end = packet.pts + (packet.duration or 20)
            packet.stream = stream
            container.mux(packet)
    return end
