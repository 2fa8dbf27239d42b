"""Snippets: the words that were met, in their stretch; whatever was said stays text."""

import pytest

from app.domain.search_snippet import Heard, cluster, snippet
from app.domain.timed_words import TimedWord

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</mark><svg/onload=alert(1)>",
    "&lt;b&gt;",
    "\"'><b>",
    "{}{0}%s",
]


def heard(said: str, **worth: float) -> list[Heard]:
    """Words with what those named here meet; each is a slot of its own."""
    slots = {word: place for place, word in enumerate(worth)}
    return [
        Heard(
            TimedWord(word, place * 100, place * 100 + 100, "en"),
            word.strip(",").casefold(),
            ((slots[word], worth[word]),) if word in worth else (),
        )
        for place, word in enumerate(said.split())
    ]


def test_shortest_stretch_with_the_most_is_chosen() -> None:
    said = heard("invoice a b c the second invoice came second", second=1.0, invoice=1.0)
    assert cluster(said, []) == (5, 6)


def test_rare_words_outweigh_many_common_ones() -> None:
    said = heard("team call team " + "x " * 40 + "zeppelin", team=0.5, call=0.5, zeppelin=5.0)
    assert cluster(said, []) == (43, 43)


def test_words_in_the_order_asked_come_before_the_same_words_in_another() -> None:
    said = heard("ask not what your country can do for you, ask what you can do for your country", country=1.0)
    assert cluster(said, ["what", "you", "can", "do", "for", "your", "country"]) == (10, 16)
    assert cluster(said, ["What", "your", "Country", "can", "do", "for", "you"]) == (2, 8)


def test_nothing_met_shows_the_beginning() -> None:
    said = heard("hello there")
    assert snippet(said, *cluster(said, [])) == "hello there"
    assert snippet([], 0, 0) == ""


def test_a_long_passage_is_cut_on_both_sides() -> None:
    said = heard("x " * 40 + "zebra " + "y " * 40, zebra=1.0)
    shown = snippet(said, *cluster(said, []))
    assert shown.startswith("… x x x x x <mark>zebra</mark> y")
    assert shown.endswith(" …")


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_what_was_said_is_escaped(text: str) -> None:
    words = [Heard(TimedWord(part, 0, 1, "en"), "", ((0, 1.0),) * 9) for part in text.split()]
    shown = str(snippet(words, 0, len(words) - 1))
    plain = shown.replace("<mark>", "").replace("</mark>", "")
    assert not set("<>\"'") & set(plain)
