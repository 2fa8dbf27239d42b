"""Doubtful words: what the model was unsure of and nobody has looked at yet. Marked for those who correct, nobody else.

heard below the threshold ─┬─ rewritten by a correction ─▶ gone
                           └─ said to be right (Confirmation) ─▶ gone; taken back ─▶ doubtful again
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app.domain import rights, tracks
from app.errors import Conflict
from app.models import Confirmation, Membership, Segment, Track, Transcript

# Confidences, measured by bench/doubtful_words.py; see docs/decisions/0021-doubtful-words.md. The model is less sure of
# the first word of a sentence, also where it is right.
UNSURE_BELOW, UNSURE_BELOW_FIRST = 0.6, 0.4
WRITTEN = re.compile(r"\S+")


@dataclass(frozen=True)
class DoubtfulWord:
    """Word `number` of what the model heard; `start` and `end` are its characters in the segment's text."""

    segment: Segment
    number: int
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.segment.text[self.start : self.end]

    @property
    def heard(self) -> str:
        return str(self.segment.words[self.number][2]).strip()

    @property
    def start_ms(self) -> int:
        return int(self.segment.words[self.number][0])

    @property
    def end_ms(self) -> int:
        return int(self.segment.words[self.number][1])


def of(session: Session, transcript: Transcript) -> list[DoubtfulWord]:
    """Those of a transcript that nobody has settled yet, in the order they are said."""
    ids = [segment.id for segment in transcript.segments if _unsure(segment)]
    settled = _settled(session, ids)
    return [word for segment in transcript.segments for word in _standing(segment, settled)]


def of_segment(session: Session, segment: Segment) -> list[DoubtfulWord]:
    """Those of one sentence."""
    return _standing(segment, _settled(session, [segment.id]))


def marked(
    session: Session, actor: Membership, track: Track, transcript: Transcript | None
) -> dict[uuid.UUID, list[DoubtfulWord]]:
    """Gathered by the id of their segment, for whoever may correct; none for anybody else."""
    gathered: dict[uuid.UUID, list[DoubtfulWord]] = {}
    if transcript and rights.may_edit_track(actor, track):
        for word in of(session, transcript):
            gathered.setdefault(word.segment.id, []).append(word)
    return gathered


def confirm(session: Session, actor: Membership, segment: Segment, word: str) -> None:
    """Whoever may correct says that the word is right, for everybody. Twice is once."""
    tracks.require_edit(actor, tracks.get(session, actor, segment.track_id))
    if word not in _heard(segment):
        raise Conflict("This sentence has changed meanwhile.")
    row = {"workspace_id": segment.workspace_id, "segment_id": segment.id, "confirmed_by": actor.id, "word": word}
    session.execute(insert(Confirmation).values(id=uuid.uuid4(), **row).on_conflict_do_nothing())


def withdraw(session: Session, actor: Membership, segment: Segment, word: str) -> None:
    """Whoever may correct doubts the word again, whoever confirmed it. Twice is once."""
    tracks.require_edit(actor, tracks.get(session, actor, segment.track_id))
    # PostgreSQL knows no text with a zero byte, so no word has one.
    said = (col(Confirmation.segment_id) == segment.id, col(Confirmation.word) == word.replace("\0", ""))
    session.execute(delete(Confirmation).where(*said))


def settle(session: Session, actor: Membership, segment: Segment, word: str) -> None:
    """Whoever saved a sentence because of this word has looked at it, also where they left it as it was."""
    if any(doubtful.heard == word for doubtful in of_segment(session, segment)):
        confirm(session, actor, segment, word)


def _settled(session: Session, segment_ids: list[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    rows = select(Confirmation).where(col(Confirmation.segment_id).in_(segment_ids))
    return {(row.segment_id, row.word) for row in session.scalars(rows)}


def _standing(segment: Segment, settled: set[tuple[uuid.UUID, str]]) -> list[DoubtfulWord]:
    """The unsure ones that still stand in the text and that nobody has confirmed."""
    unsure = _unsure(segment)
    places = word_places(segment) if unsure else {}
    words = [DoubtfulWord(segment, number, *places[number]) for number in unsure if number in places]
    return [word for word in words if (segment.id, word.heard) not in settled]


def word_places(segment: Segment) -> dict[int, tuple[int, int]]:
    """Where the words that the model heard still stand in the text, by their numbers, without punctuation around."""
    heard = _heard(segment)
    if segment.corrected_at is None:
        return _in_order(segment.text, heard)
    written = [found.span() for found in WRITTEN.finditer(segment.text)]
    matcher = SequenceMatcher(a=heard, b=[segment.text[slice(*span)] for span in written], autojunk=False)
    return {
        block.a + place: _bare(segment.text, *written[block.b + place])
        for block in matcher.get_matching_blocks()
        for place in range(block.size)
    }


def _in_order(text: str, heard: Sequence[str]) -> dict[int, tuple[int, int]]:
    places, begin = {}, 0
    for number, word in enumerate(heard):
        found = text.find(word, begin) if word else -1
        if found >= 0:
            begin = found + len(word)
            places[number] = _bare(text, found, begin)
    return places


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _unsure(segment: Segment) -> list[int]:
    return [
        number
        for number, word in enumerate(segment.words)
        if len(word) > 3 and is_unsure(float(word[3]), is_first=number == 0) and _has_letters(str(word[2]))
    ]


def is_unsure(probability: float, *, is_first: bool) -> bool:
    """Whether the model's confidence in a word, 0–1, is too small to take its word for it."""
    return probability < (UNSURE_BELOW_FIRST if is_first else UNSURE_BELOW)


def _has_letters(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _heard(segment: Segment) -> list[str]:
    return [str(word[2]).strip() for word in segment.words]
