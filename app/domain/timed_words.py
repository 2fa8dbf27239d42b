"""The words of a segment with their times, also after a correction: what was not rewritten keeps its time."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from app.domain.search_words import words


class Timed(Protocol):
    """What a Segment has."""

    start_ms: int
    end_ms: int
    text: str
    language: str | None
    words: list[Any]


class TimedWord(NamedTuple):
    """A word as it is written, punctuation included."""

    text: str
    start_ms: int
    end_ms: int
    language: str | None


def timed_words(segment: Timed) -> list[TimedWord]:
    """Every word of the text; where the model's times do not fit, times in proportion to the letters."""
    written = segment.text.split()
    if not written:
        return []
    heard = [word for word in segment.words if str(word[2]).strip()]
    starts = _starts(written, heard, segment)
    ends = [*starts[1:], segment.end_ms]
    return [
        TimedWord(text, start, max(end, start), segment.language)
        for text, start, end in zip(written, starts, ends, strict=True)
    ]


def _starts(written: list[str], heard: list[Any], segment: Timed) -> list[int]:
    if len(written) == len(heard):
        return [int(word[0]) for word in heard]
    anchors = {0: segment.start_ms, len(written): segment.end_ms} | _agreed(written, heard)
    return _between(anchors, written)


def _agreed(written: list[str], heard: list[Any]) -> dict[int, int]:
    """Times of the words that the model heard as they are written, and of the first word of each stretch rewritten."""
    matcher = SequenceMatcher(a=_plain(written), b=_plain([str(word[2]) for word in heard]), autojunk=False)
    return {
        first + place: int(heard[from_heard + place][0])
        for change, first, last, from_heard, _ in matcher.get_opcodes()
        if change in ("equal", "replace")
        for place in range(last - first if change == "equal" else 1)
    }


def _plain(texts: Sequence[str]) -> list[str]:
    return ["".join(words(text)).lower() for text in texts]


def _between(anchors: dict[int, int], written: list[str]) -> list[int]:
    """A time for every word, by letters between the anchors around it."""
    starts: list[int] = []
    places = sorted(anchors)
    for first, last in pairwise(places):
        letters = [len(word) + 1 for word in written[first:last]]
        span = max(anchors[last] - anchors[first], 0)
        passed = [sum(letters[:place]) for place in range(len(letters))]
        starts += [anchors[first] + span * done // max(sum(letters), 1) for done in passed]
    return starts
