"""Progress: how much of a playlist somebody has heard, what comes next, and how long the rest takes. One's own."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import tracks
from app.models import Listen, Membership, PlaylistItem, Track


@dataclass(frozen=True)
class Progress:
    """n of m tracks that can be heard. `next` is the first one not heard; `left_ms` is sound, at speed 1."""

    heard_count: int
    tracks_count: int
    next: Track | None
    left_ms: int

    @property
    def is_complete(self) -> bool:
        return self.next is None

    def left_at(self, speed: float) -> int:
        """How many milliseconds the rest takes at this playback speed."""
        return round(self.left_ms / speed)


def of(heard: Sequence[Track], listens: Mapping[uuid.UUID, Listen]) -> Progress:
    """The progress through these tracks, by the listener's own places. What has no sound (yet) does not count."""
    playable = [track for track in heard if track.recording.is_playable]
    open_ = [track for track in playable if not is_heard(listens.get(track.id))]
    rest_ms = sum(left_ms(track, listens.get(track.id)) for track in open_)
    return Progress(len(playable) - len(open_), len(playable), open_[0] if open_ else None, rest_ms)


def together(parts: Sequence[Progress]) -> Progress:
    """The progress through several playlists, one after the other."""
    following = next((part.next for part in parts if part.next), None)
    heard_count, tracks_count = sum(part.heard_count for part in parts), sum(part.tracks_count for part in parts)
    return Progress(heard_count, tracks_count, following, sum(part.left_ms for part in parts))


def is_heard(listen: Listen | None) -> bool:
    return listen is not None and listen.heard_at is not None


def left_ms(track: Track, listen: Listen | None) -> int:
    """How much sound of a track is still to be heard."""
    return max((track.recording.duration_ms or 0) - (listen.position_ms if listen else 0), 0)


def tracks_of(session: Session, actor: Membership, playlist_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Track]]:
    """The tracks of each playlist in order, as far as the actor may hear them."""
    places = select(col(PlaylistItem.playlist_id), col(PlaylistItem.track_id))
    ordered = places.where(col(PlaylistItem.playlist_id).in_(playlist_ids)).order_by(col(PlaylistItem.position))
    rows = list(session.execute(ordered))
    audible = tracks.among(session, actor, [track_id for _, track_id in rows]) if rows else {}
    found: dict[uuid.UUID, list[Track]] = defaultdict(list)
    for playlist_id, track_id in rows:
        if track_id in audible:
            found[playlist_id].append(audible[track_id])
    return found
