"""Cutting what was said into windows of about thirty words, each beginning where a sentence or its part begins.

Cut at sentences, so that a correction of one changes only the windows around it. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain.timed_words import Timed, TimedWord, timed_words

WINDOW_WORDS = 30
# A piece is what windows begin with: a sentence, unless it is longer than this or shorter than that.
PIECE_WORDS_MAX = 15
PIECE_WORDS_MIN = 8
# In a script without spaces a "word" is a sentence; then letters tell the length.
LETTERS_A_WORD = 8

Piece = list[TimedWord]


@dataclass(frozen=True)
class Window:
    """What a passage is made from."""

    start_ms: int
    end_ms: int
    language: str | None
    text: str


def windows(segments: Sequence[Timed]) -> list[Window]:
    """All windows of a transcript, in order. Each begins with another piece and goes on to thirty words."""
    pieces = _pieces(segments)
    lengths = [_length(piece) for piece in pieces]
    found = []
    for first in range(len(pieces)):
        last = _last(lengths, first)
        too_short = sum(lengths[first : last + 1]) < WINDOW_WORDS * 0.6
        if first and too_short:
            break  # What is left already stands at the end of the window before.
        found.append(_window([word for piece in pieces[first : last + 1] for word in piece]))
        if last == len(pieces) - 1 and sum(lengths[first:]) <= WINDOW_WORDS:
            break
    return found


def _last(lengths: list[int], first: int) -> int:
    """The piece with which a window that begins at `first` is full."""
    total = 0
    for place in range(first, len(lengths)):
        total += lengths[place]
        if total >= WINDOW_WORDS:
            return place
    return len(lengths) - 1


def _pieces(segments: Sequence[Timed]) -> list[Piece]:
    pieces: list[Piece] = []
    for sentence in _sentences(segments):
        for part in _parts(sentence):
            if pieces and _length(pieces[-1]) < PIECE_WORDS_MIN:
                pieces[-1] = pieces[-1] + part
            else:
                pieces.append(part)
    return pieces


def _sentences(segments: Sequence[Timed]) -> Iterator[Piece]:
    """Segments, cut further where a sentence ends within one."""
    for segment in segments:
        sentence: Piece = []
        for word in timed_words(segment):
            sentence.append(word)
            if word.text.endswith((".", "?", "!", "…", "。")):
                yield sentence
                sentence = []
        if sentence:
            yield sentence


def _parts(sentence: Piece) -> Iterator[Piece]:
    """A long sentence in equal parts."""
    count = -(-len(sentence) // PIECE_WORDS_MAX)
    size = -(-len(sentence) // count)
    for first in range(0, len(sentence), size):
        yield sentence[first : first + size]


def _length(piece: Piece) -> int:
    return max(len(piece), sum(len(word.text) + 1 for word in piece) // LETTERS_A_WORD)


def _window(words: Piece) -> Window:
    by_language = {code: len(list(same)) for code, same in groupby(sorted(str(word.language or "") for word in words))}
    language = max(by_language, key=lambda code: by_language[code]) or None
    return Window(words[0].start_ms, words[-1].end_ms, language, " ".join(word.text for word in words))
