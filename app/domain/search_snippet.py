"""The few words that show why a passage was found. Transcripts are hostile input: everything is escaped here."""

from dataclasses import dataclass

from markupsafe import Markup, escape

from app.domain.search_words import places
from app.domain.timed_words import TimedWord

WORDS_MAX = 28
WORDS_BEFORE = 5
SPACE, CUT = Markup(" "), Markup("…")
MARKED = Markup("<mark>{}</mark>")  # Its `format` escapes what it is given.


@dataclass(frozen=True)
class Heard:
    """A word of a passage and, for each of the parts that search sees in it, the slot and worth of what it meets."""

    word: TimedWord
    meets: tuple[tuple[int, float] | None, ...] = ()

    @property
    def worth(self) -> dict[int, float]:
        return {met[0]: met[1] for met in self.meets if met}


def cluster(said: list[Heard]) -> tuple[int, int]:
    """First and last place of the shortest stretch that meets the most of the query; 0, 0 when nothing is met."""
    best, chosen = (0.0, 0), (0, 0)
    for first, one in enumerate(said):
        if one.worth:
            worth, last = _stretch(said, first)
            if (worth, first - last) > best or best == (0.0, 0):
                best, chosen = (worth, first - last), (first, last)
    return chosen


def _stretch(said: list[Heard], first: int) -> tuple[float, int]:
    """What a snippet beginning here meets, and where the last of it stands."""
    met: dict[int, float] = {}
    last = first
    for place, one in enumerate(said[first : first + WORDS_MAX - WORDS_BEFORE], first):
        for slot, worth in one.worth.items():
            if worth > met.get(slot, 0.0):
                met[slot], last = worth, place
    return sum(met.values()), last


def snippet(said: list[Heard], first: int, last: int) -> Markup:
    """The stretch with some words around it."""
    begin = max(first - WORDS_BEFORE, 0)
    end = max(begin + WORDS_MAX, last + 1)
    shown = [_shown(one) for one in said[begin:end]]
    return SPACE.join([*([CUT] if begin else []), *shown, *([CUT] if end < len(said) else [])])


def _shown(one: Heard) -> Markup:
    html, done = Markup(), 0
    for (begin, end), met in zip(places(one.word.text), one.meets, strict=False):
        if met:
            html += escape(one.word.text[done:begin]) + MARKED.format(one.word.text[begin:end])
            done = end
    return html + escape(one.word.text[done:])
