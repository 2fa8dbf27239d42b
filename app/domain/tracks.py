"""Tracks: the library, and what their authors do with them. Recording one is domain/recordings.py."""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, select, tuple_
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.config import settings
from app.domain import cursors, rights
from app.domain.undo import is_restorable
from app.errors import Forbidden, Invalid, NotFound, StaleVersion
from app.models import Membership, Playlist, PlaylistItem, Recording, Track
from app.models.base import loaded, now

UNTITLED = "Untitled track"
PAGE_MAX = 200


@dataclass(frozen=True)
class Page:
    """Some tracks, newest first, and where the next ones begin; None at the end."""

    items: list[Track]
    next_cursor: str | None


def make(session: Session, actor: Membership, *, title: str | None, about: Track | None = None) -> Track:
    """A new track by the actor. Without a title it gets one from what is said first.

    With `about` it is a voice note; one about a voice note is about the same track, so that notes never nest.
    """
    title = (title or "").strip()
    track = Track(
        workspace_id=actor.workspace_id,
        author_id=actor.id,
        about_track_id=(about.about_track_id or about.id) if about else None,
        title=checked_title(title) if title else UNTITLED,
        titled_at=now() if title else None,
    )
    session.add(track)
    session.flush()
    return track


def get(session: Session, actor: Membership, id: uuid.UUID) -> Track:
    """A track the actor may hear, with its author, recording, rendition and waveform."""
    found = session.scalars(_whole().where(col(Track.id) == id, rights.audible(actor))).first()
    if found is None:
        raise NotFound
    return found


def among(session: Session, actor: Membership, ids: list[uuid.UUID]) -> dict[uuid.UUID, Track]:
    """Those of the tracks that the actor may hear."""
    found = session.scalars(_among(rights.audible(actor)), {"ids": ids})
    return {track.id: track for track in found}


def library(
    session: Session,
    actor: Membership,
    *,
    cursor: str | None = None,
    limit: int = 50,
    author_id: uuid.UUID | None = None,
) -> Page:
    """Tracks the actor may hear, newest first; voice notes stand at their tracks."""
    limit = min(max(limit, 1), PAGE_MAX)
    query = _whole().where(rights.audible(actor), col(Track.about_track_id).is_(None))
    query = query.order_by(col(Track.created_at).desc(), col(Track.id).desc())
    if author_id is not None:
        query = query.where(col(Track.author_id) == author_id)
    if cursor:
        query = query.where(tuple_(col(Track.created_at), col(Track.id)) < cursors.moment(cursor))
    found = list(session.scalars(query.limit(limit + 1)))
    more = len(found) > limit
    return Page(found[:limit], cursors.behind(found[limit - 1]) if more else None)


def retitle(session: Session, actor: Membership, track: Track, *, title: str, version: int | None = None) -> None:
    """Give the track another title. Raises StaleVersion when `version` is not the current one."""
    require_edit(actor, track)
    session.refresh(track, ["version", "title"], with_for_update={"of": Track})
    if version is not None and version != track.version:
        raise StaleVersion(current=track.title)
    track.title, track.titled_at = checked_title(title), now()
    track.version, track.updated_at = track.version + 1, now()


def title_from_speech(track: Track, first_words: str) -> None:
    """Name a track that nobody has named after what is said first, cut at a word."""
    words = " ".join(first_words.split())
    if track.titled_at is None and words:
        short = words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"
        track.title = short[: settings().title_max_chars]


def delete(session: Session, actor: Membership, track: Track) -> None:
    """Take the track out of every playlist and the library. It can be restored for 30 days."""
    require_edit(actor, track)
    track.deleted_at = track.deleted_at or now()


def restore(session: Session, actor: Membership, id: uuid.UUID) -> Track:
    """Bring a deleted track back to every place it stood in."""
    track = session.get(Track, id)
    if track is None or track.workspace_id != actor.workspace_id or track.author_id != actor.id:
        raise NotFound
    if not is_restorable(track.deleted_at):
        raise NotFound
    track.deleted_at = None
    return track


def playlists_of(session: Session, actor: Membership, track: Track) -> list[Playlist]:
    """The playlists it stands in that the actor may see."""
    here = select(Playlist).join(PlaylistItem, col(PlaylistItem.playlist_id) == Playlist.id)
    here = here.where(col(PlaylistItem.track_id) == track.id)
    visible = here.where(col(Playlist.id).in_(rights.visible_playlist_ids(actor)))
    return list(session.scalars(visible.order_by(col(Playlist.title))))


def require_edit(actor: Membership, track: Track) -> None:
    """Raises Forbidden for somebody who may hear the track but not change it."""
    if not rights.may_edit_track(actor, track):
        raise Forbidden("Only its author and the workspace's admins change a track.")


def checked_title(title: str) -> str:
    """A title without surrounding space. Raises Invalid when it is empty or too long."""
    title, longest = title.strip(), settings().title_max_chars
    if not title or len(title) > longest:
        raise Invalid(f"Please give a title of at most {longest} characters.", field="title")
    return title


@lru_cache(rights.STATEMENTS_REMEMBERED)
def _among(audible: ColumnElement[bool]) -> Select[Track]:
    return _whole().where(col(Track.id).in_(bindparam("ids", expanding=True)), audible)


def _whole() -> Select[Track]:
    recording = joinedload(loaded(Track.recording))
    return select(Track).options(
        joinedload(loaded(Track.author)),
        recording.joinedload(loaded(Recording.rendition)),
        recording.joinedload(loaded(Recording.waveform)),
    )
