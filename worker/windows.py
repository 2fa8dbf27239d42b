"""Windows: what the speech model hears at once. Stretches of speech, packed into 30 s, with the way back to time.

Positions are samples at 16 kHz. Silence between stretches is left out, so a window is heard in one go and invents
nothing; `Window.span_ms` finds the place in the recording again.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
WINDOW_MAX = 30 * SAMPLE_RATE
PIECE_MAX = 8 * SAMPLE_RATE
MARGIN = SAMPLE_RATE // 10

Samples = NDArray[np.int16] | NDArray[np.float32]


@dataclass(frozen=True)
class Piece:
    """An unbroken stretch of speech."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def moved(self, by: int) -> "Piece":
        return Piece(self.start + by, self.end + by)


@dataclass(frozen=True)
class Window:
    """Pieces in order, without overlap."""

    pieces: tuple[Piece, ...]
    language: str | None = None

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    @property
    def length(self) -> int:
        return sum(piece.length for piece in self.pieces)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each piece begins within the window, and where the last one ends."""
        return [0, *accumulate(piece.length for piece in self.pieces)]

    def sound(self, samples: Samples) -> NDArray[np.float32]:
        """The window as the model wants it: float, −1 to 1."""
        return np.concatenate([as_float(samples[piece.start : piece.end]) for piece in self.pieces])

    def span_ms(self, start: float, end: float) -> tuple[int, int]:
        """When in the recording a word was said, given its seconds within the window.

        A word cannot reach over a silence that was left out: it stays on the side where most of it lies.
        """
        first, last = self._locate(start), self._locate(end, is_end=True)
        left, right = self._position(start, first), self._position(end, last)
        if right - left > round((end - start) * SAMPLE_RATE) + MARGIN:
            if self.pieces[first].end - left >= right - self.pieces[last].start:
                right = self.pieces[first].end
            else:
                left = self.pieces[last].start
        return to_ms(left), to_ms(max(left, right))

    def between(self, start: float, end: float) -> "Window":
        """The part between two times within the window, in seconds."""
        first, last = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
        cut = [
            Piece(piece.start + max(first - offset, 0), piece.start + min(last - offset, piece.length))
            for piece, offset in zip(self.pieces, self.offsets, strict=False)
        ]
        return Window(tuple(piece for piece in cut if piece.length > 0), self.language)

    def _locate(self, seconds: float, *, is_end: bool = False) -> int:
        """The piece at a time within the window; an end belongs to the piece that it ends."""
        offset = round(seconds * SAMPLE_RATE) - is_end
        return min(max(bisect_right(self.offsets, offset) - 1, 0), len(self.pieces) - 1)

    def _position(self, seconds: float, number: int) -> int:
        piece = self.pieces[number]
        return min(max(piece.start + round(seconds * SAMPLE_RATE) - self.offsets[number], piece.start), piece.end)


def as_float(samples: Samples) -> NDArray[np.float32]:
    """Samples from −1 to 1, whichever kind they came as."""
    if samples.dtype == np.int16:
        return samples.astype(np.float32) / np.float32(32_768)
    return samples.astype(np.float32, copy=False)


def to_ms(position: int) -> int:
    return round(position * 1000 / SAMPLE_RATE)


def pieces(stretches: Iterable[Piece]) -> Iterator[Piece]:
    """The stretches, long ones cut into equal parts of at most 8 s, so that each part can be asked for its language."""
    for stretch in stretches:
        count = -(-stretch.length // PIECE_MAX)
        marks = [stretch.start + stretch.length * number // count for number in range(count + 1)]
        yield from (Piece(start, end) for start, end in pairwise(marks))


def pack(speech: Iterable[Piece], first: int = WINDOW_MAX) -> list[Window]:
    """As few windows as following the order allows; the first one of `first` samples at most."""
    packed: list[list[Piece]] = []
    room = 0
    for piece in speech:
        if piece.length > room:
            room = WINDOW_MAX if packed else first
            packed.append([])
        packed[-1].append(piece)
        room -= piece.length
    return [Window(tuple(group)) for group in packed]


def split(window: Window, languages: Sequence[str]) -> list[Window]:
    """One window for each run of pieces in the same language."""
    runs: list[tuple[str, list[Piece]]] = []
    for piece, language in zip(window.pieces, languages, strict=True):
        if not runs or runs[-1][0] != language:
            runs.append((language, []))
        runs[-1][1].append(piece)
    return [Window(tuple(group), language) for language, group in runs]
