"""Purges: the end of tracks for good. Foreign keys take along what belongs to them, triggers note their objects.

What does not hang on a track, and still tells of it, goes here: words it taught, replies kept for repeats, jobs.
"""

import uuid
from collections.abc import Sequence

from sqlalchemy import Text, cast, delete, func, or_, select, text, update
from sqlmodel import Session, col

from app.domain import tracks
from app.errors import NotFound
from app.models import IdempotentReply, Membership, PlaylistItem, Recording, Segment, Stage, Term, Track


def find(session: Session, actor: Membership, id: uuid.UUID) -> Track:
    """A track that the actor may end: a living one they may edit, or a deleted one of their own."""
    track = session.get(Track, id)
    if track is None or not (track.deleted_at and track.author_id == actor.id):
        track = tracks.get(session, actor, id)
    tracks.require_edit(actor, track)
    return track


def purge(session: Session, actor: Membership, track: Track) -> None:
    """Remove a track now and for good, deleted before or not. There is no way back."""
    tracks.require_edit(actor, track)
    if track.workspace_id != actor.workspace_id:
        raise NotFound
    end(session, [track.id])


def end(session: Session, track_ids: Sequence[uuid.UUID]) -> None:
    """Remove these tracks and their voice notes, in the workspace that the session is in."""
    ids = _with_voices(session, track_ids)
    # As every save of a worker does it: the stage first, then the rest. So the two never wait for each other.
    mine = select(col(Recording.id)).where(col(Recording.track_id).in_(ids))
    session.execute(select(col(Stage.id)).where(col(Stage.recording_id).in_(mine)).with_for_update())
    _forget_words(session, ids)
    _forget_replies(session, ids)
    _forget_jobs(session, ids)
    standing_in = select(col(PlaylistItem.playlist_id)).where(col(PlaylistItem.track_id).in_(ids)).distinct()
    playlist_ids = list(session.scalars(standing_in))
    session.execute(delete(Track).where(col(Track.id).in_(ids)))
    _close_holes(session, playlist_ids)


def _with_voices(session: Session, track_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    told = or_(col(Track.id).in_(track_ids), col(Track.about_track_id).in_(track_ids))
    return list(session.scalars(select(col(Track.id)).where(told)))


def _forget_words(session: Session, track_ids: Sequence[uuid.UUID]) -> None:
    """Words that corrections of these tracks taught the speech model."""
    segments = select(col(Segment.id)).where(col(Segment.track_id).in_(track_ids))
    session.execute(delete(Term).where(col(Term.segment_id).in_(segments)))


def _forget_replies(session: Session, track_ids: Sequence[uuid.UUID]) -> None:
    """A kept reply names its track, and may quote it."""
    body = cast(col(IdempotentReply.body), Text)
    for id in track_ids:
        session.execute(delete(IdempotentReply).where(body.contains(str(id))))


def _forget_jobs(session: Session, track_ids: Sequence[uuid.UUID]) -> None:
    """Jobs that wait; one under way finds no stage to save into and ends."""
    recordings = select(col(Recording.id)).where(col(Recording.track_id).in_(track_ids))
    waiting = [str(id) for id in session.scalars(recordings)]
    session.execute(
        text("delete from procrastinate_jobs where status = 'todo' and args ->> 'recording_id' = any (:ids)"),
        {"ids": waiting},
    )


def _close_holes(session: Session, playlist_ids: Sequence[uuid.UUID]) -> None:
    """Positions of a playlist count without holes."""
    place = func.row_number().over(partition_by=col(PlaylistItem.playlist_id), order_by=col(PlaylistItem.position)) - 1
    mine = select(col(PlaylistItem.id), place.label("place")).where(col(PlaylistItem.playlist_id).in_(playlist_ids))
    wanted = mine.subquery()
    session.execute(
        update(PlaylistItem)
        .where(col(PlaylistItem.id) == wanted.c.id, col(PlaylistItem.position) != wanted.c.place)
        .values(position=wanted.c.place)
        .execution_options(synchronize_session=False)
    )
