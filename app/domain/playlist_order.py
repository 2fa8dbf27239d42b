"""The order of a playlist: adding, moving and removing its tracks. Rights are checked by playlists.get."""

import uuid

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain.contributions import require_problem, tell_asker
from app.errors import NotFound
from app.models import Contribution, Membership, Playlist, PlaylistItem, Track
from app.models.base import now


def add(
    session: Session, actor: Membership, playlist: Playlist, track: Track, *, contribution: Contribution | None = None
) -> PlaylistItem:
    """Put the track at the end, as a contribution to a problem. One that already stands in the playlist stays as it is,
    but that it learns what it is when nobody had said so.
    """
    if contribution is not None:
        require_problem(playlist)
    items = _ordered(session, playlist)
    for item in items:
        if item.track_id == track.id:
            if actor.id in (item.added_by, track.author_id):
                item.contribution = item.contribution or contribution
            return item
    item = PlaylistItem(
        workspace_id=playlist.workspace_id,
        playlist_id=playlist.id,
        track_id=track.id,
        added_by=actor.id,
        position=len(items),
        contribution=contribution,
    )
    session.add(item)
    _touch(playlist)
    session.flush()
    tell_asker(session, actor, playlist, track)
    return item


def move(session: Session, playlist: Playlist, item_id: uuid.UUID, to: int) -> None:
    """Put an item at place `to` among the tracks people see, counted from 0; too large means last."""
    items = _ordered(session, playlist)
    moved = _pick(items, item_id)
    items.remove(moved)
    shown = _shown(session, playlist)
    others = [item for item in items if item.id in shown]
    to = min(max(to, 0), len(others))
    index = items.index(others[to]) if to < len(others) else len(items)
    items.insert(index, moved)
    _renumber(items)
    _touch(playlist)


def remove(session: Session, playlist: Playlist, item_id: uuid.UUID) -> uuid.UUID:
    """Take a track off the playlist; it stays in the library. Returns the track's id, for undo."""
    items = _ordered(session, playlist)
    removed = _pick(items, item_id)
    items.remove(removed)
    session.delete(removed)
    session.flush()
    _renumber(items)
    _touch(playlist)
    return removed.track_id


def shown_track_ids(session: Session, playlist: Playlist) -> list[uuid.UUID]:
    """The tracks people see, in order."""
    shown = _shown(session, playlist)
    return [item.track_id for item in _ordered(session, playlist) if item.id in shown]


def _ordered(session: Session, playlist: Playlist) -> list[PlaylistItem]:
    # The playlist's row is the lock: two people ordering at once take turns.
    session.execute(select(col(Playlist.id)).where(col(Playlist.id) == playlist.id).with_for_update())
    items = select(PlaylistItem).where(col(PlaylistItem.playlist_id) == playlist.id)
    return list(session.scalars(items.order_by(col(PlaylistItem.position))))


def _shown(session: Session, playlist: Playlist) -> set[uuid.UUID]:
    living = select(col(PlaylistItem.id)).join(Track, col(Track.id) == PlaylistItem.track_id)
    return set(
        session.scalars(living.where(col(PlaylistItem.playlist_id) == playlist.id, col(Track.deleted_at).is_(None)))
    )


def _pick(items: list[PlaylistItem], item_id: uuid.UUID) -> PlaylistItem:
    for item in items:
        if item.id == item_id:
            return item
    raise NotFound


def _renumber(items: list[PlaylistItem]) -> None:
    for position, item in enumerate(items):
        item.position = position


def _touch(playlist: Playlist) -> None:
    playlist.updated_at = now()
