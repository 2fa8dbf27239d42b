"""Overview: all that answers a problem, on one page: who said what, in which sentences, and what came of it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session

from app.domain import outcomes
from app.domain.key_sentences import KeySentence, key_sentences
from app.models import Contribution, Outcome, OutcomeResult, Playlist, PlaylistItem


@dataclass(frozen=True)
class Answer:
    """One contribution. `sentences` are empty when the overview was asked without them, or nothing is written yet."""

    item: PlaylistItem
    outcomes: list[Outcome] = field(default_factory=list)
    sentences: list[KeySentence] = field(default_factory=list)

    @property
    def worked_count(self) -> int:
        return sum(outcome.result == OutcomeResult.WORKED for outcome in self.outcomes)


@dataclass(frozen=True)
class Overview:
    """Answers in the playlist's order, accepted solutions first; `others` are those nobody has classified."""

    solutions: list[Answer]
    opinions: list[Answer]
    inputs: list[Answer]
    others: list[Answer]


def overview(session: Session, playlist: Playlist, *, with_sentences: bool = True) -> Overview:
    """Of a playlist of `playlists.get`."""
    items = [item for item in playlist.items if item.contribution or item.track_id != playlist.problem_track_id]
    tried = outcomes.of(session, playlist)
    question, track_ids = f"{playlist.title}\n{playlist.description}", [item.track_id for item in items]
    said = key_sentences(session, track_ids, question) if with_sentences else {}
    answers: dict[Contribution | None, list[Answer]] = defaultdict(list)
    for item in items:
        came = tried.get(item.track_id, []) if item.contribution == Contribution.SOLUTION else []
        answers[item.contribution].append(Answer(item, came, said.get(item.track_id, [])))
    return Overview(
        solutions=sorted(answers[Contribution.SOLUTION], key=lambda one: one.item.accepted_at is None),
        opinions=answers[Contribution.OPINION],
        inputs=answers[Contribution.INPUT],
        others=answers[None],
    )


def voice_ids(answers: Iterable[Answer]) -> list[uuid.UUID]:
    """The tracks in which outcomes are told by voice."""
    told = (outcome.voice_track_id for answer in answers for outcome in answer.outcomes)
    return [id for id in told if id is not None]
