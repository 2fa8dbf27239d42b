"""How what somebody typed is read, and put to PostgreSQL."""

import pytest

from app.domain.search_numbers import also
from app.domain.search_plan import lexeme_query, probes
from app.domain.search_query import WORDS_MAX, Query, parse
from app.domain.search_terms import Term
from app.domain.search_words import words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("refund pol", Query(["refund", "pol"], begins=True, question="refund pol")),
        ("refund ", Query(["refund"])),
        ("refund?", Query(["refund"])),
        ('"second invoice"', Query(["second", "invoice"], ["second invoice"])),
        ('"second invoice" pol', Query(["second", "invoice", "pol"], ["second invoice"], begins=True)),
        ("„zweite Rechnung“", Query(["zweite", "Rechnung"], ["zweite Rechnung"])),
        ('team "second invoice', Query(["team", "second", "invoice"], begins=True, question='team "second invoice')),
        ("team -draft", Query(["team"], without=["draft"])),
        ('team -"first draft"', Query(["team"], without=["first draft"])),
        ("e-mail", Query(["e", "mail"], begins=True, question="e-mail")),
        ('- -- ""', Query([])),
    ],
)
def test_typed_is_read_as_meant(typed: str, read: Query) -> None:
    assert parse(typed) == read


def test_endless_query_is_cut() -> None:
    assert len(parse("word " * 500).words) == WORDS_MAX


def test_words_are_cut_at_everything_that_is_none() -> None:
    assert words("Don't e-mail the “new” client: 1,000 naïve words…") == [
        *("Don", "t", "e", "mail", "the", "new", "client", "1", "000", "naïve", "words")
    ]


@pytest.mark.parametrize(
    ("typed", "language", "found"),
    [
        ("1957", "en", {"nineteen", "fifty", "seven"}),
        ("50th", "en", {"fifty", "fiftieth"}),
        ("fifty", "en", {"50"}),
        ("50", "de", {"fünfzig", "fünfzigste"}),
        ("50", "xx", set()),
        ("many", "en", set()),
        ("9" * 40, "en", set()),
    ],
)
def test_numbers_are_also_looked_for_as_they_are_spoken(typed: str, language: str, found: set[str]) -> None:
    assert set(also([typed], language)) == found


def test_rare_words_come_before_pairs_of_common_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.domain.search_plan.WORDS_MAX", 10)
    terms = [Term(slot, lexeme, 1.0, count, is_exact=True) for slot, (lexeme, count) in enumerate(COUNTS.items())]
    assert probes(terms) == [
        "'zeppelin' | 'zebra'",
        "'team' & ('month' | 'week')",
        "'month' & ('week')",
        "'team' | 'month' | 'week'",
    ]


def test_quotes_in_a_stem_stay_in_it() -> None:
    assert lexeme_query("o'clock\\") == "'o''clock\\\\'"


COUNTS = {"month": 3_000, "week": 5_000, "zebra": 7, "team": 900, "zeppelin": 2}
