"""How pages show what a correction changed: the sentence, with the words that went and the words that came."""

from difflib import SequenceMatcher
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of the sentence: what went, what came in its place; the same where nothing changed."""

    before: str
    after: str


def changed_words(before: str, after: str) -> list[Piece]:
    """
    >>> changed_words("we use post grass daily", "we use PostgreSQL daily")
    [Piece(before='we use', after='we use'), Piece(before='post grass', after='PostgreSQL'), \
Piece(before='daily', after='daily')]
    """
    old, new = before.split(), after.split()
    opcodes = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return [Piece(" ".join(old[a:b]), " ".join(new[c:d])) for _, a, b, c, d in opcodes]
