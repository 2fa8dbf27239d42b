"""Frames of any rate, layout and format become mono 48 kHz s16 in one file, inside the decoder's child process."""

from typing import BinaryIO

from av import AudioFrame, AudioResampler

from media.errors import TooLong
from media.limits import DecodeLimits
from media.pcm import RATE, SAMPLE_BYTES


class Mixdown:
    """Writes sound to `out` as it comes. Integer mixing divides by the sum of the weights, so it never clips."""

    def __init__(self, out: BinaryIO, limits: DecodeLimits) -> None:
        self._out = out
        self._limits = limits
        self._resampler: AudioResampler | None = None
        self._shape: tuple[str, str, int] | None = None
        self.samples = 0

    def add(self, frame: AudioFrame) -> None:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            self.flush()
            self._resampler = AudioResampler("s16", "mono", RATE, frame_size=RATE)
            self._shape = shape
        # Times have been looked at already; the resampler would stretch and fill by them.
        frame.pts = None
        self._resample(frame)

    def add_silence(self, samples: int) -> None:
        self.flush()
        self._write(bytes(samples * SAMPLE_BYTES), samples)

    def flush(self) -> None:
        """Writes what the resampler still holds; the next frame starts a new one."""
        self._resample(None)
        self._resampler, self._shape = None, None

    def _resample(self, frame: AudioFrame | None) -> None:
        for done in self._resampler.resample(frame) if self._resampler else ():
            self._write(memoryview(done.planes[0])[: done.samples * SAMPLE_BYTES], done.samples)

    def _write(self, data: bytes | memoryview, samples: int) -> None:
        self.samples += samples
        if self.samples > self._limits.samples_max:
            raise TooLong(self._limits.minutes_max)
        self._out.write(data)
