"""Purposes: what a recording is for, as the recorder's page is asked for it (static/js/lib/purpose.js carries it out).

A recorder is always of use: what is gone, or not this member's to see or add to, is left out rather than refused.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlmodel import Session

from app.domain import notes, outcomes, outlines, playlists, request_course, requests, tracks
from app.errors import Forbidden, NotFound
from app.models import (
    Contribution,
    Membership,
    Note,
    Outcome,
    OutlineCard,
    Playlist,
    PlaylistKind,
    Request,
    Right,
    Track,
)

# What a rehearsal is for travels in the address of its desk, and from there to a retake and back.
DESK_KEYS = ("draft", "playlist", "card", "contribution", "request", "problem", "outcome", "about", "at", "parent")


@dataclass(frozen=True)
class Purpose:
    """`playlist` is one that the actor may add to; `about` a track that a voice note will be about.

    `problem` is a playlist whose problem will be said aloud; `outcome` one of the actor's, to be told by voice.

    `request` is one that waits for the actor's answer.

    `at_ms` is the moment of that voice note, `parent` the note it answers.

    `retake` is a track of the actor's own, to be said again from `from_ms` to `to_ms` or to its end; `then` the query
    of the desk they came from.

    `next_card` is the open one that comes after `card`, or the first open one before it.
    """

    playlist: Playlist | None = None
    card: OutlineCard | None = None
    next_card: OutlineCard | None = None
    contribution: Contribution | None = None
    request: Request | None = None
    about: Track | None = None
    at_ms: int | None = None
    parent: Note | None = None
    retake: Track | None = None
    from_ms: int | None = None
    to_ms: int | None = None
    then: str = ""
    problem: Playlist | None = None
    outcome: Outcome | None = None

    @property
    def keys(self) -> dict[str, str]:
        """What the recorder's data-for-* attributes say."""
        rows: dict[str, Playlist | OutlineCard | Request | Track | Outcome | Note | None]
        rows = {"playlist": self.playlist, "card": self.card, "request": self.request, "about": self.about}
        rows |= {"problem": self.problem, "outcome": self.outcome, "parent": self.parent, "retake": self.retake}
        said = {"contribution": str(self.contribution)} if self.contribution else {}
        said |= {"at": str(self.at_ms)} if self.about and self.at_ms is not None else {}
        moments = {"from": self.from_ms, "to": self.to_ms} if self.retake else {}
        said |= {key: str(at_ms) for key, at_ms in moments.items() if at_ms is not None}
        return {key: str(row.id) for key, row in rows.items() if row is not None} | said

    @property
    def heading(self) -> str:
        """What the page is headed with; empty for a recording that may become anything."""
        answered = self.problem or (self.playlist if self.contribution else None)
        named = self.retake or self.about or answered
        asked = self.request.question if self.request else ""
        return named.title if named else self.title or asked

    @property
    def after(self) -> str:
        """Where the page goes once it is published; empty for the track itself."""
        if self.retake:
            return f"/tracks/{self.retake.id}/edits{self.then}"
        if self.outcome:
            return f"/playlists/{self.outcome.playlist_id}"
        answered = self.problem or (self.playlist if self.contribution else None)
        if answered:
            return f"/playlists/{answered.id}"
        if self.request:
            return f"/requests/{self.request.id}"
        return f"/tracks/{self.about.id}" if self.about else ""

    @property
    def title(self) -> str:
        """What the track is called until somebody names it; empty for what is said first."""
        return self.card.title if self.card else ""


def read(session: Session, actor: Membership, asked: Mapping[str, str]) -> Purpose:
    """The purpose in an address such as /record?playlist=…&card=…"""
    contribution = asked.get("contribution", "")
    playlist = _playlist(session, actor, asked.get("playlist", ""))
    card, next_card = _cards(session, playlist, asked.get("card", "")) if playlist else (None, None)
    outcome = _outcome(session, actor, asked.get("outcome", ""))
    about = _track(session, actor, str(outcome.track_id) if outcome else asked.get("about", ""))
    return Purpose(
        playlist=playlist,
        card=card,
        next_card=next_card,
        request=_request(session, actor, playlist, asked.get("request", "")),
        contribution=Contribution(contribution) if _asks(playlist) and contribution in set(Contribution) else None,
        about=about,
        at_ms=_at_ms(asked.get("at", "")),
        parent=_note(session, actor, about, asked.get("parent", "")) if about else None,
        retake=_own(actor, _track(session, actor, asked.get("retake", ""))),
        from_ms=_at_ms(asked.get("from", "")),
        to_ms=_at_ms(asked.get("to", "")),
        then=desk_query(asked, prefix="then-"),
        problem=_problem(session, actor, asked.get("problem", "")),
        outcome=outcome,
    )


def desk_query(asked: Mapping[str, str], *, prefix: str = "") -> str:
    """What the desk of a rehearsal is to know when one comes back to it: '?draft=1&playlist=…', or nothing."""
    known = {key: asked[prefix + key] for key in DESK_KEYS if asked.get(prefix + key)}
    return f"?{urlencode(known)}" if known else ""


def _own(actor: Membership, track: Track | None) -> Track | None:
    return track if track and track.author_id == actor.id else None


def _request(session: Session, actor: Membership, playlist: Playlist | None, id: str) -> Request | None:
    """The one asked for, or the one that the actor has made this playlist for."""
    try:
        found = requests.get(session, actor, uuid.UUID(id))
    except (ValueError, NotFound):
        return request_course.begun_in(session, actor, playlist) if playlist else None
    return found if requests.is_turn_of(session, actor, found) else None


def _asks(playlist: Playlist | None) -> bool:
    return playlist is not None and playlist.kind == PlaylistKind.COLLABORATIVE


def _problem(session: Session, actor: Membership, id: str) -> Playlist | None:
    found = _playlist(session, actor, id, Right.EDIT)
    return found if _asks(found) else None


def _outcome(session: Session, actor: Membership, id: str) -> Outcome | None:
    try:
        found = outcomes.get(session, actor, uuid.UUID(id))
    except (ValueError, NotFound):
        return None
    return found if found.tried_by == actor.id else None


def _playlist(session: Session, actor: Membership, id: str, right: Right = Right.ADD) -> Playlist | None:
    try:
        return playlists.get(session, actor, uuid.UUID(id), right)
    except (ValueError, NotFound, Forbidden):
        return None


def _cards(session: Session, playlist: Playlist, id: str) -> tuple[OutlineCard | None, OutlineCard | None]:
    """The card of this id, and the open one to go on with."""
    places = outlines.of(session, playlist)
    at = next((number for number, place in enumerate(places) if str(place.card.id) == id), None)
    if at is None:
        return None, None
    following = (place.card for place in [*places[at + 1 :], *places[:at]] if place.is_open)
    return places[at].card, next(following, None)


def _track(session: Session, actor: Membership, id: str) -> Track | None:
    try:
        return tracks.get(session, actor, uuid.UUID(id))
    except (ValueError, NotFound):
        return None


def _note(session: Session, actor: Membership, about: Track, id: str) -> Note | None:
    try:
        return notes.get(session, actor, uuid.UUID(id), track=about)
    except (ValueError, NotFound):
        return None


def _at_ms(asked: str) -> int | None:
    return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 10 else None
