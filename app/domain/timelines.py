"""Timelines: which spans of a recording's takes are heard, in which order, and where a moment of one is in another.

Two times: source time runs through all takes, one after the other, as they arrived, and never changes; heard time is
that of a rendition, which people see. A timeline is a list of source spans; their lengths add up to heard time. No
source moment is in it twice. Pure arithmetic, all in ms; nothing is read or saved here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]
Spans = Sequence[Span]


@dataclass(frozen=True)
class Change:
    """One edit, in source time: `without` is no longer heard, and `instead` is, in the place of its beginning.

    With nothing to go without, `instead` comes last.
    """

    without: Spans
    instead: Spans = ()


def spans(kept: Iterable[Any]) -> list[Span]:
    """As a row keeps them: [[start_ms, end_ms], …]."""
    return [(int(start), int(end)) for start, end in kept]


def fold(heard: Spans, changes: Iterable[Change]) -> list[Span]:
    """What is heard after all changes. What was cut keeps its place, so that later changes find theirs."""
    strip = [(start, end, True) for start, end in heard]
    for change in changes:
        for start, end in change.without:
            strip = [piece for one in strip for piece in _cut(one, start, end)]
        at = _position(strip, change.without[0][0]) if change.without else len(strip)
        strip[at:at] = [(start, end, True) for start, end in change.instead]
    return joined((start, end) for start, end, is_heard in strip if is_heard)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same with neighbours made one."""
    found: list[Span] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        elif end > start:
            found.append((start, end))
    return found


def to_source(timeline: Spans, start_ms: int, end_ms: int) -> list[Span]:
    """The source spans behind a stretch of heard time."""
    found, passed = [], 0
    for start, end in timeline:
        first, last = max(start_ms - passed, 0), min(end_ms - passed, end - start)
        if first < last:
            found.append((start + first, start + last))
        passed += end - start
    return found


def to_heard(timeline: Spans, source_ms: int) -> int | None:
    """Where a source moment is heard; None when it is not."""
    passed = 0
    for start, end in timeline:
        if start <= source_ms < end:
            return passed + source_ms - start
        passed += end - start
    return None


def moved(before: Spans, after: Spans, at_ms: int) -> int:
    """Where a moment of one heard time is in another. What is no longer heard goes to what is heard next."""
    rest = to_source(before, at_ms, length_ms(before))
    found = next((to_heard(after, source) for start, end in rest for source in _heard_in(after, start, end)), None)
    return length_ms(after) if found is None else found


def missing(timeline: Spans, known: Spans, *, shortest_ms: int) -> list[Span]:
    """The stretches of heard time that `known` source spans do not cover, each as long as that at least."""
    found: list[Span] = []
    passed = 0
    for start, end in timeline:
        for first, last in without([(start, end)], known):
            found.append((passed + first - start, passed + last - start))
        passed += end - start
    return [span for span in joined(found) if span[1] - span[0] >= shortest_ms]


def without(spans: Spans, gone: Spans) -> list[Span]:
    """The spans less what is gone."""
    left = list(spans)
    for start, end in gone:
        left = [(a, b) for span in left for a, b, is_left in _cut((*span, True), start, end) if is_left]
    return left


def length_ms(timeline: Spans) -> int:
    return sum(end - start for start, end in timeline)


def _heard_in(timeline: Spans, start: int, end: int) -> list[int]:
    """The first heard moment of a source span, if there is one."""
    firsts = [max(start, first) for first, last in timeline if first < end and start < last]
    return [min(firsts)] if firsts else []


def _cut(piece: tuple[int, int, bool], start: int, end: int) -> list[tuple[int, int, bool]]:
    """A piece in up to three; between start and end it is not heard."""
    first, last, is_heard = piece
    a, b = min(max(start, first), last), max(min(end, last), first)
    if a >= b:
        return [piece]
    parts = [(first, a, is_heard), (a, b, False), (b, last, is_heard)]
    return [part for part in parts if part[1] > part[0]]


def _position(strip: list[tuple[int, int, bool]], source_ms: int) -> int:
    return next((place for place, (start, end, _) in enumerate(strip) if start <= source_ms < end), len(strip))
