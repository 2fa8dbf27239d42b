"""Decodes one take inside the child process and remembers what had to be mended."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import av
from av.error import FFmpegError

from media.demux import ensure_short, ensure_usable, open_take, raise_if_out_of_memory, sound_of
from media.errors import EmptyAudio
from media.limits import DecodeLimits
from media.mixdown import Mixdown
from media.ogg import is_cut_ogg
from media.pcm import RATE
from media.sniff import ReadableFile

if TYPE_CHECKING:
    from av import AudioFrame, Packet
    from av.audio.stream import AudioStream
    from av.container import InputContainer

    Packets = Iterator[Packet[AudioStream]]

# Recorders stamp times with some jitter; less than this between two frames is none of it.
GAP_SECONDS = 0.1
# A pause this long is kept as silence; a longer hole is closed, so that nobody waits for words that never come.
KEPT_GAP_SECONDS = 2.0
# These say how long they are in a way that recorders keep true, so less sound than that was cut off.
DECLARES_LENGTH = {"wav", "flac", "aiff", "caf"}


@dataclass
class Take:
    """What decoding one take found. `gaps` holds where in the joined sound, and how much was missing, in samples."""

    codec: str = ""
    mended: bool = False
    gaps: list[tuple[int, int]] = field(default_factory=list)


def decode_take(file: ReadableFile, mixdown: Mixdown, limits: DecodeLimits) -> Take:
    """Adds the sound of one file to the mixdown. Raises EmptyAudio when nothing in it could be decoded."""
    ensure_short(file, limits)
    take, began = Take(), mixdown.samples
    with open_take(file) as container:
        stream = sound_of(container, limits)
        take.codec = stream.codec_context.name
        complaints = av.logging.get_last_error()[0]
        _mix(_frames(_packets(container, stream, take), take), mixdown, take, limits)
        take.mended |= av.logging.get_last_error()[0] > complaints or _is_short(stream, mixdown.samples - began)
    if mixdown.samples == began:
        raise EmptyAudio
    take.mended |= is_cut_ogg(file)
    return take


def _packets(container: "InputContainer", stream: "AudioStream", take: Take) -> "Packets":
    packets = container.demux(stream)
    while True:
        try:
            yield next(packets)
        except StopIteration:
            return
        except (FFmpegError, ValueError) as error:
            raise_if_out_of_memory(error)
            take.mended = True
            return


def _frames(packets: "Packets", take: Take) -> "Iterator[AudioFrame]":
    for packet in packets:
        try:
            yield from packet.stream.decode(packet)
        except (FFmpegError, ValueError) as error:
            raise_if_out_of_memory(error)
            take.mended = True


def _mix(frames: "Iterator[AudioFrame]", mixdown: Mixdown, take: Take, limits: DecodeLimits) -> None:
    expected: float | None = None
    for frame in frames:
        ensure_usable(frame.layout.nb_channels, frame.sample_rate, limits)
        starts = frame.time
        if starts is not None and expected is not None and starts - expected > GAP_SECONDS:
            _bridge(starts - expected, mixdown, take)
        expected = None if starts is None else starts + frame.samples / frame.sample_rate
        mixdown.add(frame)
    mixdown.flush()


def _bridge(missing_seconds: float, mixdown: Mixdown, take: Take) -> None:
    missing = round(missing_seconds * RATE)
    if missing_seconds <= KEPT_GAP_SECONDS:
        mixdown.add_silence(missing)
        return
    take.mended = True
    take.gaps.append((mixdown.samples, missing))


def _is_short(stream: "AudioStream", samples: int) -> bool:
    if stream.container.format.name not in DECLARES_LENGTH or not stream.duration or not stream.time_base:
        return False
    return float(stream.duration * stream.time_base) - samples / RATE > 1
