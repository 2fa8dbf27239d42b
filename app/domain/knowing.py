"""Knowing: who of some members has said or can do something near to a text, with the reason shown."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from app.domain import search, tracks
from app.models import Membership, Track

SUPERPOWERS = text("""
    select member.id, power,
        cardinality(array(
            select unnest(tsvector_to_array(to_tsvector(search_config(used.language), search_words(power))))
            intersect
            select unnest(tsvector_to_array(to_tsvector(search_config(used.language), search_words(:meant))))
        )) as shared
    from membership member
        cross join lateral unnest(string_to_array(member.superpowers, E'\\n')) power
        cross join (select coalesce((select language from search_languages() limit 1), 'en') as language) used
    where member.id = any (:ids)
    order by shared, member.id, power
""")


@dataclass(frozen=True)
class Knowing:
    """`superpower` shares a word with the text; at `start_ms` of `track` the member spoke of something near to it."""

    superpower: str | None = None
    track: Track | None = None
    start_ms: int = 0
    nearness: float = 0.0

    @property
    def worth(self) -> float:
        """For ordering: a superpower, which somebody claims, weighs as much as having spoken of it."""
        return self.nearness + (self.superpower is not None)


def who_knows(
    session: Session, actor: Membership, meant: str, members: Sequence[Membership]
) -> dict[uuid.UUID, Knowing]:
    """For each of these members what the actor can see or hear that they know of it; mostly nothing."""
    ids = [member.id for member in members]
    powers = _superpowers(session, meant, ids)
    said = _said(session, actor, meant)
    return {id: Knowing(powers.get(id), *said.get(id, ())) for id in ids}


def _superpowers(session: Session, meant: str, ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Each member's superpower that shares most words with the text; words are compared by their stems."""
    rows = session.execute(SUPERPOWERS, {"meant": meant, "ids": ids})
    return {row.id: row.power for row in rows if row.shared}


def _said(session: Session, actor: Membership, meant: str) -> dict[uuid.UUID, tuple[Track, int, float]]:
    """Each speaker's nearest passage; the title of a track begins with it."""
    nearest = search.near(session, actor, meant)
    heard = tracks.among(session, actor, [row.track_id for row in nearest])
    found: dict[uuid.UUID, tuple[Track, int, float]] = {}
    for row in nearest:
        track = heard.get(row.track_id)
        if track is not None and track.about_track_id is None:
            found.setdefault(track.author_id, (track, row.start_ms, float(row.nearness)))
    return found
