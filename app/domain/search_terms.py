"""What the words of a query stand for in this workspace, and how much each tells: rare words tell most."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

# A word that was merely misheard or mistyped counts less than one that stands there.
NEAR = 0.6
# What a word nobody has said, or a name, counts beside the rarest word that was said.
UNHEARD = 0.6
KINDS = ("word", "beginning", "near")

TERMS = text(
    "select slot, lexeme, kind, likeness, passages_count from search_terms(cast(:words as text[]), :beginning)"
)


@dataclass(frozen=True)
class Term:
    """One stem that a word of the query may be met by. `weight` is its telling power, never negative."""

    slot: int
    lexeme: str
    weight: float
    passages_count: int
    is_exact: bool


@dataclass(frozen=True)
class Terms:
    """All stems, and what each word (slot, from 1) is worth when it is met exactly. Stop words have no slot."""

    met: list[Term]
    worth: dict[int, float]
    rarest: float

    @property
    def total(self) -> float:
        return sum(self.worth.values()) or 1.0


def look_up(session: Session, words: list[str], *, beginning: int, passages_count: int) -> Terms:
    """Ask the workspace's vocabulary. `beginning`: the place, from 1, of a word that may go on; 0 for none."""
    rows = session.execute(TERMS, {"words": words, "beginning": beginning}).all()
    rarest = rarity(1, passages_count)
    by_slot: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_slot[row.slot].append(row)
    # An exact stem comes before the same stem as a beginning.
    first = {(row.slot, row.lexeme): row for row in sorted(rows, key=lambda row: KINDS.index(row.kind), reverse=True)}
    met = [_term(row, passages_count) for row in first.values() if row.passages_count > 0]
    worth = {slot: _worth([term for term in met if term.slot == slot], rarest) for slot in by_slot}
    return Terms(met, worth, rarest)


def rarity(passages_count: int, of_all: int) -> float:
    """BM25's inverse document frequency."""
    return log(1 + (max(of_all - passages_count, 0) + 0.5) / (passages_count + 0.5))


def _term(row: Any, of_all: int) -> Term:
    quality = NEAR * row.likeness if row.kind == "near" else row.likeness
    weight = quality * rarity(row.passages_count, of_all)
    return Term(row.slot, row.lexeme, weight, row.passages_count, is_exact=row.kind == "word")


def _worth(terms: Iterable[Term], rarest: float) -> float:
    exact = [term.weight for term in terms if term.is_exact]
    return max(exact) if exact else UNHEARD * rarest
