"""From the best passages to moments: the second where the words fall, and a snippet that is safe to show."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlmodel import Session

from app.domain import search_said, tracks
from app.domain.search_snippet import Heard, cluster, snippet
from app.domain.search_terms import Terms
from app.models import Membership, Track


@dataclass(frozen=True)
class Moment:
    """A hit. `snippet_html` holds <mark> and nothing else; a title's moment is the beginning of its track."""

    track: Track
    start_ms: int
    end_ms: int
    snippet_html: Markup
    score: float


def moments(
    session: Session, actor: Membership, passages: Sequence[Any], terms: Terms, asked: list[str]
) -> list[Moment]:
    """One for each passage, in the same order. Two that come down to the same words become one."""
    known = tracks.among(session, actor, [one.track_id for one in passages])
    said = search_said.heard(session, passages, {id: track.title for id, track in known.items()}, terms)
    found: dict[tuple[uuid.UUID, int, bool], Moment] = {}
    for one in passages:
        if one.track_id in known:
            moment = _moment(known[one.track_id], one, said.get(one.passage_id, []), asked)
            found.setdefault((one.track_id, moment.start_ms, one.is_title), moment)
    return list(found.values())


def _moment(track: Track, passage: Any, said: list[Heard], asked: list[str]) -> Moment:
    first, last = cluster(said, asked)
    start_ms = said[first].word.start_ms if said else passage.start_ms
    end_ms = said[last].word.end_ms if said else passage.end_ms
    return Moment(track, start_ms, end_ms, snippet(said, first, last), float(passage.score))
