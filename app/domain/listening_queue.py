"""Listening queues: what fits into the minutes a member has, at their speed.

First comes what they are asked to hear, then the rest of the playlists they have begun, then what is new to them. A
queue is made anew each time and not kept.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from app.domain import listening, paths, progress, rights, tracks
from app.errors import Invalid
from app.models import Listen, Membership, Playlist, PlaylistItem, Recording, Track

USUAL_MINUTES = (5, 12, 20, 30)
MINUTES_MAX = 600
# More than anybody hears in a sitting; it keeps a queue out of the largest libraries cheap.
BEGUN_MAX = 10
NEW_MAX = 200


class Source(StrEnum):
    """Where a track of a queue comes from."""

    PATH = "path"
    BEGUN = "begun"
    NEW = "new"


@dataclass(frozen=True)
class QueuedTrack:
    """A track not heard to its end. `left_ms` is sound, at speed 1; `listen` is the member's own place."""

    track: Track
    source: Source
    playlist: Playlist | None
    listen: Listen | None

    @property
    def left_ms(self) -> int:
        return progress.left_ms(self.track, self.listen)


@dataclass(frozen=True)
class ListeningQueue:
    minutes: int
    tracks: list[QueuedTrack]

    @property
    def left_ms(self) -> int:
        """Sound, at speed 1."""
        return sum(queued.left_ms for queued in self.tracks)

    def left_at(self, speed: float) -> int:
        """How many milliseconds it takes at this playback speed."""
        return round(self.left_ms / speed)

    def of(self, source: Source) -> list[QueuedTrack]:
        return [queued for queued in self.tracks if queued.source == source]


def build(session: Session, actor: Membership, *, minutes: int) -> ListeningQueue:
    """What to hear in that time; empty when all that is unheard is longer. Raises Invalid for no or too much time."""
    if not 1 <= minutes <= MINUTES_MAX:
        raise Invalid(f"Please give a number of minutes from 1 to {MINUTES_MAX}.", field="minutes")
    room_ms = int(minutes * 60_000 * actor.person.playback_speed)
    wanted = [*_from_path(session, actor), *_from_begun(session, actor), *_new(session, actor, room_ms)]
    return ListeningQueue(minutes, fit(wanted, room_ms))


def fit(wanted: Iterable[QueuedTrack], room_ms: int) -> list[QueuedTrack]:
    """Those that fit, in order, each track once. What is too long for the rest of the time is passed over.

    So nothing is left out that would still fit.
    """
    chosen: dict[uuid.UUID, QueuedTrack] = {}
    for queued in wanted:
        if queued.track.id not in chosen and 0 < queued.left_ms <= room_ms:
            chosen[queued.track.id] = queued
            room_ms -= queued.left_ms
    return list(chosen.values())


def _from_path(session: Session, actor: Membership) -> list[QueuedTrack]:
    steps = paths.of(session, actor)
    found = [(track, step.assignment.playlist, step.listens.get(track.id)) for step in steps for track in step.tracks]
    return [
        QueuedTrack(track, Source.PATH, playlist, listen)
        for track, playlist, listen in found
        if _is_open(track, listen)
    ]


def _from_begun(session: Session, actor: Membership) -> list[QueuedTrack]:
    """What others said in the playlists the member has begun, the one last listened to first."""
    begun = _begun(session, actor)
    by_playlist = progress.tracks_of(session, actor, [playlist.id for playlist in begun])
    listens = listening.positions(session, actor, [track.id for found in by_playlist.values() for track in found])
    return [
        QueuedTrack(track, Source.BEGUN, playlist, listens.get(track.id))
        for playlist in begun
        for track in by_playlist.get(playlist.id, [])
        if track.author_id != actor.id and _is_open(track, listens.get(track.id))
    ]


def _begun(session: Session, actor: Membership) -> list[Playlist]:
    heard = (
        select(Playlist)
        .join(PlaylistItem, col(PlaylistItem.playlist_id) == Playlist.id)
        .join(Track, col(Track.id) == PlaylistItem.track_id)
        .join(Listen, col(Listen.track_id) == Track.id)
        .where(col(Listen.membership_id) == actor.id, col(Track.author_id) != actor.id)
        .where(or_(col(Listen.position_ms) > 0, col(Listen.heard_at).is_not(None)))
        .where(col(Playlist.id).in_(rights.visible_playlist_ids(actor)))
    )
    last = func.max(col(Listen.updated_at)).desc()
    return list(session.scalars(heard.group_by(col(Playlist.id)).order_by(last, col(Playlist.id)).limit(BEGUN_MAX)))


def _new(session: Session, actor: Membership, room_ms: int) -> list[QueuedTrack]:
    """What others said that the member has not heard to the end and has the time for, newest first."""
    mine = (col(Listen.track_id) == Track.id) & (col(Listen.membership_id) == actor.id)
    left_ms = col(Recording.duration_ms) - func.coalesce(col(Listen.position_ms), 0)
    unheard = (
        select(col(Track.id))
        .join(Recording, col(Recording.track_id) == Track.id)
        .outerjoin(Listen, mine)
        .where(rights.audible(actor), col(Track.about_track_id).is_(None), col(Track.author_id) != actor.id)
        .where(col(Recording.playable_at).is_not(None), col(Listen.heard_at).is_(None), left_ms <= room_ms)
    )
    newest = unheard.order_by(col(Track.created_at).desc(), col(Track.id).desc()).limit(NEW_MAX)
    ids = list(session.scalars(newest))
    found, listens = tracks.among(session, actor, ids), listening.positions(session, actor, ids)
    return [QueuedTrack(found[id], Source.NEW, None, listens.get(id)) for id in ids if id in found]


def _is_open(track: Track, listen: Listen | None) -> bool:
    return track.recording.is_playable and not progress.is_heard(listen)
