"""What was said in the passages found, word by word, with what each word meets of the query."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from app.domain.search_snippet import Heard
from app.domain.search_terms import Terms
from app.domain.search_words import words
from app.domain.timed_words import TimedWord, timed_words

SEGMENTS = text("""
    select passage.id as passage_id, segment.start_ms, segment.end_ms, segment.text, segment.language, segment.words
    from unnest(cast(:ids as uuid[]), cast(:track_ids as uuid[]), cast(:starts as integer[]), cast(:ends as integer[]))
        as passage (id, track_id, start_ms, end_ms)
    join segment on segment.track_id = passage.track_id
        and segment.start_ms < passage.end_ms and segment.end_ms > passage.start_ms and segment.cut_at is null
    order by passage.id, segment.start_ms, segment.number
""")
STEMS = text("""
    select language, word, (ts_lexize(search_dictionary(language), unaccent(lower(word))))[1] as lexeme
    from unnest(cast(:languages as text[]), cast(:words as text[])) as asked (language, word)
""")

# Languages whose stemmers take nothing away from the beginning of a word, so that most words need not be stemmed.
ONLY_ENDINGS = {"da", "de", "en", "es", "fr", "it", "no", "pt", "sv"}

Language = str | None
Met = Mapping[str, tuple[int, float]]


def heard(
    session: Session, passages: Sequence[Any], titles: Mapping[uuid.UUID, str], terms: Terms
) -> dict[uuid.UUID, list[Heard]]:
    """For each passage its words; for a title's passage the words of the title."""
    said = _spoken(session, [one for one in passages if not one.is_title])
    said |= {one.passage_id: _title(titles.get(one.track_id, ""), one.language) for one in passages if one.is_title}
    met = _met(terms)
    stems = _stems(session, (word for one in said.values() for word in one), {lexeme[:1] for lexeme in met})
    return {id: [_heard(word, stems, met) for word in one] for id, one in said.items()}


def _spoken(session: Session, passages: Sequence[Any]) -> dict[uuid.UUID, list[TimedWord]]:
    given = {
        "ids": [one.passage_id for one in passages],
        "track_ids": [one.track_id for one in passages],
        "starts": [one.start_ms for one in passages],
        "ends": [one.end_ms for one in passages],
    }
    bounds = {one.passage_id: (one.start_ms, one.end_ms) for one in passages}
    said: dict[uuid.UUID, list[TimedWord]] = defaultdict(list)
    for segment in session.execute(SEGMENTS, given):
        start_ms, end_ms = bounds[segment.passage_id]
        said[segment.passage_id] += [word for word in timed_words(segment) if start_ms <= word.start_ms < end_ms]
    return said


def _title(title: str, language: Language) -> list[TimedWord]:
    return [TimedWord(word, 0, 0, language) for word in title.split()]


def _met(terms: Terms) -> dict[str, tuple[int, float]]:
    by_weight = sorted(terms.met, key=lambda term: term.weight)
    return {term.lexeme: (term.slot, term.weight) for term in by_weight}


def _stems(session: Session, said: Iterable[TimedWord], initials: set[str]) -> dict[tuple[Language, str], str]:
    """Of the words that may meet a query whose stems begin so."""
    heard = {(word.language, part) for word in said for part in words(word.text)}
    asked = sorted((one for one in heard if one[0] not in ONLY_ENDINGS or _begins(one[1], initials)), key=str)
    rows = session.execute(STEMS, {"languages": [one[0] for one in asked], "words": [one[1] for one in asked]})
    return {(row.language, row.word): row.lexeme or "" for row in rows}


def _begins(word: str, initials: set[str]) -> bool:
    # Another letter may become one of ours when its accent is taken away.
    return not word[0].isascii() or word[0].lower() in initials


def _heard(word: TimedWord, stems: Mapping[tuple[Language, str], str], met: Met) -> Heard:
    parts = words(word.text)
    meets = tuple(met.get(stems.get((word.language, part), "")) for part in parts)
    return Heard(word, "".join(parts).casefold(), meets if any(meets) else ())
