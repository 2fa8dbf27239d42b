"""The shelf: the playlists a member can see, page by page, with what their covers tell at a glance."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Select, func, select, tuple_
from sqlmodel import Session, col

from app.domain import cursors, rights
from app.models import Membership, Playlist, PlaylistItem, Recording, Track

PAGE_MAX = 200


@dataclass
class PlaylistCard:
    """A playlist and its sums. `authors` are the voices in it, the most frequent first."""

    playlist: Playlist
    tracks_count: int = 0
    duration_ms: int = 0
    authors: list[Membership] = field(default_factory=list)


@dataclass(frozen=True)
class Shelf:
    """Some playlists, and where the next ones begin; None at the end."""

    cards: list[PlaylistCard]
    next_cursor: str | None


def shelf(
    session: Session,
    actor: Membership,
    *,
    author_id: uuid.UUID | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Shelf:
    """The last changed first; with `author_id` only those in which this voice is heard."""
    limit = min(max(limit, 1), PAGE_MAX)
    visible = select(Playlist).where(rights.visible(actor))
    visible = visible.order_by(col(Playlist.updated_at).desc(), col(Playlist.id).desc())
    if author_id is not None:
        visible = visible.where(col(Playlist.id).in_(_with_voice(author_id)))
    if cursor:
        visible = visible.where(tuple_(col(Playlist.updated_at), col(Playlist.id)) < cursors.moment(cursor))
    found = list(session.scalars(visible.limit(limit + 1)))
    cards = {playlist.id: PlaylistCard(playlist) for playlist in found[:limit]}
    _add_voices(session, cards)
    last = found[limit - 1] if len(found) > limit else None
    return Shelf(list(cards.values()), cursors.behind(last, last.updated_at) if last else None)


def _with_voice(author_id: uuid.UUID) -> Select[uuid.UUID]:
    heard = select(col(PlaylistItem.playlist_id)).join(Track, col(Track.id) == PlaylistItem.track_id)
    return heard.where(col(Track.author_id) == author_id, col(Track.deleted_at).is_(None))


def _add_voices(session: Session, cards: dict[uuid.UUID, PlaylistCard]) -> None:
    """One row for each playlist and voice in it."""
    rows = session.execute(
        select(
            col(PlaylistItem.playlist_id),
            col(Track.author_id),
            func.count().label("tracks_count"),
            func.coalesce(func.sum(Recording.duration_ms), 0).label("duration_ms"),
        )
        .join(Track, col(Track.id) == PlaylistItem.track_id)
        .join(Recording, col(Recording.track_id) == Track.id)
        .where(col(PlaylistItem.playlist_id).in_(cards), col(Track.deleted_at).is_(None))
        .group_by(col(PlaylistItem.playlist_id), col(Track.author_id))
    ).all()
    voices = _members(session, {row.author_id for row in rows})
    heard: dict[uuid.UUID, list[tuple[int, Membership]]] = defaultdict(list)
    for row in rows:
        card = cards[row.playlist_id]
        card.tracks_count += row.tracks_count
        card.duration_ms += int(row.duration_ms)
        heard[row.playlist_id].append((row.tracks_count, voices[row.author_id]))
    for playlist_id, counted in heard.items():
        cards[playlist_id].authors = [voice for _, voice in sorted(counted, key=lambda pair: -pair[0])]


def _members(session: Session, ids: set[uuid.UUID]) -> dict[uuid.UUID, Membership]:
    return {member.id: member for member in session.scalars(select(Membership).where(col(Membership.id).in_(ids)))}
