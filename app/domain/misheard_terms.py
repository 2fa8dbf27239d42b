"""Misheard terms: the names and words of one's own that a correction brought to light, worth teaching the model.

What counts: a name (written large where the language or the place does not ask for it), a word with a digit or a
capital inside, or a word that was put right in the same way before.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import vocabulary
from app.models import TERM_MAX_CHARS, Correction, Membership, Segment

WRITTEN = re.compile(r"[^\s\"“”„«»()\[\]…,;:!?]+")
SENTENCE_END = re.compile(r"[.!?…。？！]\W*$")
# In German every noun is written large, so a capital says nothing.
NOUNS_ARE_LARGE = {"de", "lb"}
OFFERED_MAX = 3
LETTERS_MIN = 2
Replaced = tuple[str, str]


def of(session: Session, actor: Membership, segment: Segment, *, text_before: str) -> list[str]:
    """What to offer after a correction, in the order of the sentence; nothing to whoever may not teach."""
    if not vocabulary.may_teach(actor):
        return []
    known = vocabulary.known(session, actor)
    changes = replaced(text_before, segment.text)
    again = {written for heard, written in changes if _happened_before(session, segment, heard, written)}
    found = [*terms(text_before, segment.text, segment.language), *again]
    return [term for term in dict.fromkeys(found) if term.lower() not in known][:OFFERED_MAX]


def terms(before: str, after: str, language: str | None = None) -> list[str]:
    """The names and technical words among what was rewritten; neighbours that are both names are one term.

    >>> terms("we met with preeya ramen about post grass", "We met with Priya Raman about PostgreSQL.")
    ['Priya Raman', 'PostgreSQL']
    """
    stretches = _rewritten(before, after)
    found = []
    for stretch in stretches:
        grouped = groupby(stretch, key=lambda place: _is_term(after, place, language))
        found += [_joined(after, [*places]) for named, places in grouped if named]
    return [term for term in found if LETTERS_MIN <= len(term) <= TERM_MAX_CHARS]


def replaced(before: str, after: str) -> list[Replaced]:
    """Each stretch of words that gave way to another, (heard, written), both without punctuation around them."""
    heard, written = _places(before), _places(after)
    return [
        (_joined(before, heard[a:b]), _joined(after, written[c:d]))
        for change, a, b, c, d in _matcher(before, after).get_opcodes()
        if change == "replace"
    ]


Place = tuple[int, int]


def _happened_before(session: Session, segment: Segment, heard: str, written: str) -> bool:
    """In another sentence of the workspace."""
    if not LETTERS_MIN < len(written) <= TERM_MAX_CHARS or heard.lower() == written.lower():
        return False
    others = select(Correction).where(
        col(Correction.workspace_id) == segment.workspace_id,
        col(Correction.segment_id) != segment.id,
        col(Correction.text_after).contains(written, autoescape=True),
        col(Correction.text_before).icontains(heard, autoescape=True),
    )
    pair = (heard.lower(), written)
    latest = session.scalars(others.order_by(col(Correction.created_at).desc()).limit(LOOKED_AT_MAX))
    return any(pair in [(h.lower(), w) for h, w in replaced(one.text_before, one.text_after)] for one in latest)


LOOKED_AT_MAX = 20


def _rewritten(before: str, after: str) -> Iterator[list[Place]]:
    written = _places(after)
    for change, _, _, first, last in _matcher(before, after).get_opcodes():
        if change in ("replace", "insert"):
            yield written[first:last]


def _matcher(before: str, after: str) -> "SequenceMatcher[str]":
    texts = ([text[slice(*place)] for place in _places(text)] for text in (before, after))
    heard, written = texts
    return SequenceMatcher(a=heard, b=written, autojunk=False)


def _places(text: str) -> list[Place]:
    """Words with what belongs to them: 3.11, Mei-Ling, C#, R&D; a full stop at the end does not."""
    return [(found.start(), found.start() + len(found[0].rstrip(".'’-"))) for found in WRITTEN.finditer(text)]


def _joined(text: str, places: list[Place]) -> str:
    return " ".join(text[slice(*place)] for place in places)


def _is_term(text: str, place: Place, language: str | None) -> bool:
    word = text[slice(*place)]
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return False
    if any(letter.isdigit() for letter in word) or any(letter.isupper() for letter in letters[1:]):
        return True
    is_first = not text[: place[0]].strip() or bool(SENTENCE_END.search(text[: place[0]]))
    return letters[0].isupper() and len(letters) >= LETTERS_MIN and not is_first and language not in NOUNS_ARE_LARGE
