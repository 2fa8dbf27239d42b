"""What somebody typed: words, "phrases", -without; the last word may still be a beginning."""

import re
from dataclasses import dataclass, field

from app.domain.search_words import WORD, words

WORDS_MAX = 24
QUOTED = re.compile(r'(?P<minus>(?<!\S)-)?["“”„«»](?P<phrase>[^"“”„«»]+)["“”„«»]')
WITHOUT = re.compile(r"(?<!\S)-(?=\w)(\S+)")


@dataclass(frozen=True)
class Query:
    """`begins`: nothing was typed after the last word, so it may go on. `question` is what meaning is taken from."""

    words: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    begins: bool = False
    question: str = ""

    @property
    def beginning(self) -> int:
        """The place, from 1, of the word that may go on; 0 when there is none."""
        return len(self.words) if self.begins else 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.words


def parse(typed: str) -> Query:
    """Read it as people mean it: quotation marks of any kind, and a minus only before a word."""
    phrases = [
        found["phrase"] for found in QUOTED.finditer(typed) if not found["minus"] and WORD.search(found["phrase"])
    ]
    without = [found["phrase"] for found in QUOTED.finditer(typed) if found["minus"]]
    loose = QUOTED.sub(" ", typed)
    without += WITHOUT.findall(loose)
    loose = WITHOUT.sub(" ", loose)
    spoken = words(loose)[:WORDS_MAX]
    return Query(
        words=([word for phrase in phrases for word in words(phrase)] + spoken)[:WORDS_MAX],
        phrases=phrases,
        without=[phrase for phrase in without if WORD.search(phrase)],
        begins=bool(WORD.match(loose[-1:])),
        question=" ".join(loose.split()) if len(spoken) > 1 else "",
    )
