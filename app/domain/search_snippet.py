"""The few words that show why a passage was found. Transcripts are hostile input: everything is escaped here."""

from itertools import groupby, takewhile
from typing import NamedTuple

from markupsafe import Markup, escape

from app.domain.search_words import places
from app.domain.timed_words import TimedWord

WORDS_MAX = 28
WORDS_BEFORE = 5
MARKED = Markup("<mark>{}</mark>")  # Its `format` escapes what it is given.


class Heard(NamedTuple):
    """A word of a passage, `plain` as people would compare it, and the slot and worth of what each of the parts that
    search sees in it meets. Nothing when none meets anything, as of most words.
    """

    word: TimedWord
    plain: str
    meets: tuple[tuple[int, float] | None, ...] = ()

    @property
    def worth(self) -> dict[int, float]:
        return {met[0]: met[1] for met in self.meets if met}


def cluster(said: list[Heard], asked: list[str]) -> tuple[int, int]:
    """First and last place of the stretch that meets the most of the query; 0, 0 when nothing is met.

    Of several that meet as much, the one that says most of the words `asked` in their order, stop words included, and
    then the shortest. It begins where that order begins.
    """
    echoes = _echoes([one.plain for one in said], [word.casefold() for word in asked])
    best, chosen = (0.0, 0, 0), (0, 0)
    for first, one in enumerate(said):
        if one.meets:
            worth, last = _stretch(said, first)
            begin, end = echoes[first]
            merit = (worth, end - begin, first - last)
            if merit > best or best == (0.0, 0, 0):
                best, chosen = merit, (begin, max(last, end - 1))
    return chosen


def _echoes(said: list[str], asked: list[str]) -> list[tuple[int, int]]:
    """For each place the longest run of words around it, from begin up to end, that stands in the query as well."""
    longest = [(place, place + 1) for place in range(len(said))]
    for begin, start in (
        (begin, start) for begin, one in enumerate(said) for start, two in enumerate(asked) if one == two
    ):
        pairs = zip(said[begin:], asked[start:], strict=False)
        run = (begin, begin + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)))
        longest[slice(*run)] = [max(one, run, key=_length) for one in longest[slice(*run)]]
    return longest


def _length(run: tuple[int, int]) -> int:
    return run[1] - run[0]


def _stretch(said: list[Heard], first: int) -> tuple[float, int]:
    """What a snippet beginning here meets, and where the last of it stands."""
    met: dict[int, float] = {}
    last = first
    for place, one in enumerate(said[first : first + WORDS_MAX - WORDS_BEFORE], first):
        for slot, worth in one.worth.items() if one.meets else ():
            if worth > met.get(slot, 0.0):
                met[slot], last = worth, place
    return sum(met.values()), last


def snippet(said: list[Heard], first: int, last: int) -> Markup:
    """The stretch with some words around it."""
    begin = max(first - WORDS_BEFORE, 0)
    end = max(begin + WORDS_MAX, last + 1)
    words_shown = [_runs(one) for one in said[begin:end]]
    runs = [("… ", False)] * (begin > 0) + [run for one in words_shown for run in [*one, (" ", False)]][:-1]
    runs += [(" …", False)] * (end < len(said))
    # As much as possible is escaped at once: word by word it takes as long as searching.
    shown = [("".join(text for text, _ in some), met) for met, some in groupby(runs, key=lambda run: run[1])]
    return Markup("").join(MARKED.format(text) if met else escape(text) for text, met in shown)


def _runs(one: Heard) -> list[tuple[str, bool]]:
    """The word in pieces, with whether each meets the query."""
    if not one.meets:
        return [(one.word.text, False)]
    runs, done = list[tuple[str, bool]](), 0
    for (begin, end), met in zip(places(one.word.text), one.meets, strict=False):
        if met:
            runs += [(one.word.text[done:begin], False), (one.word.text[begin:end], True)]
            done = end
    return [*runs, (one.word.text[done:], False)]
