"""How a query is put to PostgreSQL: which words find candidates, and what each is worth when they are ranked.

A passage scores 0.4 × words + meaning + 0.4 × words of its whole track. `words` is the share, 0–1, of the query's worth
that is met, a word said often counting up to 1.64 times (1 + 1/4 + 1/9 + …: `ts_rank` sums so); for the track it is
divided by 0.8 + 0.2 × its length over the mean length. `meaning` is the cosine; a passage without a vector gets 0.6 ×
words instead. The figures are measured: docs/decisions/ and bench/rows/quality.py.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.search_terms import UNHEARD, Term, Terms

# Ranking reads at most so many passages found by words, and so many found by meaning.
WORDS_MAX = 250
NEAR_MAX = 60
# So many common words, the rarest of them, are looked for beside one another.
BESIDE_MAX = 6
# Passages that share no word with the query are shown only when their cosine is at least this.
NEAR_LEAST = 0.45
# Up to so many passages every vector of a workspace is compared, which misses nothing.
EXACT_UP_TO = 5_000
MOMENTS_EACH = 3


@dataclass(frozen=True)
class Size:
    """How much there is to search."""

    passages_count: int
    titles_count: int

    @property
    def mean_passages(self) -> float:
        """Passages of a track of mean length."""
        return max((self.passages_count - self.titles_count) / max(self.titles_count, 1), 1.0)


def asked(
    terms: Terms, size: Size, *, named: list[int], all_of: str | None, none_of: str | None, limit: int
) -> dict[str, Any]:
    """The argument `asked` of `search_candidates`. `named`: the slots that are names of people."""
    return {
        "any_of": [all_of] if all_of else probes(terms.met),
        "all_of": all_of,
        "none_of": none_of,
        **_ranked(terms),
        "spoken_slots": named,
        "spoken_weights": [UNHEARD * terms.rarest for _ in named],
        "exact": size.passages_count <= EXACT_UP_TO,
        "words_max": WORDS_MAX,
        "near_max": NEAR_MAX,
        "near_least": NEAR_LEAST,
        "mean_passages": size.mean_passages,
        "moments_each": MOMENTS_EACH,
        "limit": limit,
    }


def probes(terms: list[Term]) -> list[str]:
    """What to look for in turn: rare words; each common word beside a commoner one; common words alone.

    Each finds passages until there are enough, so that a word everybody uses costs no more than a rare one. A word
    beside others is looked up by the word alone: all pairs at once would read every passage with any of them.
    """
    rare: list[Term] = []
    common: list[Term] = []
    sum_so_far = 0
    for term in sorted(terms, key=lambda one: one.passages_count):
        sum_so_far += term.passages_count
        (rare if sum_so_far <= WORDS_MAX else common).append(term)
    # A rare word may stand beside common ones; where it does not, two common ones tell more than one.
    few = common[:BESIDE_MAX]
    beside = [(one, [other for other in few[place:] if other.slot != one.slot]) for place, one in enumerate(few)]
    pairs = [f"{quoted(one)} & ({_any(others)})" for one, others in beside if others]
    return [probe for probe in (_any(rare), *pairs, _any(common)) if probe]


def _any(terms: list[Term]) -> str:
    return " | ".join(map(quoted, terms))


def quoted(term: Term) -> str:
    """The stem as a part of a tsquery."""
    return lexeme_query(term.lexeme)


def lexeme_query(lexeme: str) -> str:
    """
    >>> lexeme_query("o'clock")
    "'o''clock'"
    """
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _ranked(terms: Terms) -> dict[str, Any]:
    return {
        "slots": [term.slot for term in terms.met],
        "queries": [quoted(term) for term in terms.met],
        "weights": [term.weight for term in terms.met],
        "weight_total": terms.total,
    }
