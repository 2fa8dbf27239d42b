"""Downloads: what there is to copy of a playlist or a track for listening without a network, and whether it changed."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from app.deps import Actor, Db, Id
from app.domain import listening, playlists, tracks
from app.models import Listen, Rendition, Track

router = APIRouter(tags=["downloads"])


class DownloadTrack(BaseModel):
    """`etag`: of its audio; another one means other bytes. `position_ms`, `client_time`: the member's own place."""

    id: uuid.UUID
    title: str
    speaker: str
    version: int
    duration_ms: int
    size_bytes: int
    etag: str
    position_ms: int
    client_time: datetime | None


class DownloadShape(BaseModel):
    """Tracks that cannot be heard yet are left out."""

    title: str
    tracks: list[DownloadTrack]


@router.get("/playlists/{id}/download")
def of_playlist(id: Id, session: Db, actor: Actor) -> DownloadShape:
    playlist = playlists.get(session, actor, id)
    return _shape(session, actor, playlist.title, [item.track for item in playlist.items])


@router.get("/tracks/{id}/download")
def of_track(id: Id, session: Db, actor: Actor) -> DownloadShape:
    track = tracks.get(session, actor, id)
    return _shape(session, actor, track.title, [track])


def _shape(session: Db, actor: Actor, title: str, found: Iterable[Track]) -> DownloadShape:
    playable = [(track, track.recording.rendition) for track in found if track.recording.rendition]
    places = listening.positions(session, actor, [track.id for track, _ in playable])
    shapes = [_track(track, rendition, places.get(track.id)) for track, rendition in playable]
    return DownloadShape(title=title, tracks=shapes)


def _track(track: Track, rendition: Rendition, place: Listen | None) -> DownloadTrack:
    return DownloadTrack(
        id=track.id,
        title=track.title,
        speaker=track.author.person.name,
        version=track.version,
        duration_ms=track.recording.duration_ms or rendition.duration_ms,
        size_bytes=rendition.size_bytes,
        etag=f'"{rendition.sha256}"',
        position_ms=place.position_ms if place else 0,
        client_time=place.client_time if place else None,
    )
