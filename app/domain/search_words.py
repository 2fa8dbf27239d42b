"""Words as search cuts them: the same cut in Python and, as the SQL function `search_words`, in PostgreSQL."""

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\xd7\xf7\u2000-\u206f\u3000-\u303f]+")


def words(text: str) -> list[str]:
    """
    >>> words("Don't e-mail the “new” client: 1,000 naïve words…")
    ['Don', 't', 'e', 'mail', 'the', 'new', 'client', '1', '000', 'naïve', 'words']
    """
    return WORD.findall(text)


def places(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends."""
    return (found.span() for found in WORD.finditer(text))
