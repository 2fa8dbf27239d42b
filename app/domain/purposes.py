"""Purposes: what a recording is for, as the recorder's page is asked for it (static/js/lib/purpose.js carries it out).

A recorder is always of use: what is gone, or not this member's to see or add to, is left out rather than refused.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.domain import playlists, tracks
from app.errors import Forbidden, NotFound
from app.models import Contribution, Membership, Playlist, Right, Track


@dataclass(frozen=True)
class Purpose:
    """`playlist` is one that the actor may add to; `about` a track that a voice note will be about."""

    playlist: Playlist | None = None
    contribution: Contribution | None = None
    about: Track | None = None

    @property
    def keys(self) -> dict[str, str]:
        """What the recorder's data-for-* attributes say."""
        rows = {"playlist": self.playlist, "about": self.about}
        said = {"contribution": str(self.contribution)} if self.contribution else {}
        return {key: str(row.id) for key, row in rows.items() if row is not None} | said


def read(session: Session, actor: Membership, asked: Mapping[str, str]) -> Purpose:
    """The purpose in an address such as /record?playlist=…&contribution=solution."""
    contribution = asked.get("contribution", "")
    return Purpose(
        playlist=_playlist(session, actor, asked.get("playlist", "")),
        contribution=Contribution(contribution) if contribution in set(Contribution) else None,
        about=_track(session, actor, asked.get("about", "")),
    )


def _playlist(session: Session, actor: Membership, id: str) -> Playlist | None:
    try:
        return playlists.get(session, actor, uuid.UUID(id), Right.ADD)
    except (ValueError, NotFound, Forbidden):
        return None


def _track(session: Session, actor: Membership, id: str) -> Track | None:
    try:
        return tracks.get(session, actor, uuid.UUID(id))
    except (ValueError, NotFound):
        return None
