"""Problems: what a collaborative playlist asks, until when, and the problem said aloud. Its text is `description`.

A deadline is kind: after it people may still answer, and the page says that the asker no longer waits.
"""

from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from app.domain import tracks
from app.domain.contributions import require_problem
from app.errors import Invalid
from app.models import Membership, Playlist, Track
from app.models.base import now

DUE_WITHIN = timedelta(days=2 * 366)
# A day ends last on the islands twelve hours behind UTC; until then somebody may still be in time.
LAST_TIME_ZONE = timedelta(hours=12)


def end_of(day: date) -> datetime:
    """The last second of a day, in UTC: what a date without a time means for a deadline."""
    return datetime.combine(day, time(23, 59, 59), UTC)


def due_on(playlist: Playlist, day: str) -> datetime | None:
    """What a date field says: '2026-11-27', or nothing. The day that is set already keeps its hour."""
    try:
        due_at = end_of(date.fromisoformat(day)) if day.strip() else None
    except ValueError:
        raise Invalid("Please choose a day, such as 2030-11-27.", field="due_at") from None
    if due_at and playlist.due_at and due_at.date() == playlist.due_at.date():
        return playlist.due_at
    return due_at


def set_due(playlist: Playlist, due_at: datetime | None) -> None:
    """Until when the asker waits; None for as long as it takes. A day that is set already may lie in the past."""
    if due_at == playlist.due_at:
        return
    require_problem(playlist)
    if due_at is not None and not now() - LAST_TIME_ZONE < due_at < now() + DUE_WITHIN:
        raise Invalid("Please choose a day to come, within two years.", field="due_at")
    playlist.due_at = due_at


def is_over(playlist: Playlist) -> bool:
    """Whether the day has ended everywhere on Earth."""
    return playlist.due_at is not None and playlist.due_at + LAST_TIME_ZONE < now()


def say(session: Session, actor: Membership, playlist: Playlist, track: Track | None) -> None:
    """Say the problem aloud with a track of one's own; None leaves it to the text. Whoever may listen hears it."""
    if (track.id if track else None) == playlist.problem_track_id:
        return
    require_problem(playlist)
    if track is not None and (track.author_id != actor.id or track.about_track_id):
        raise Invalid("Please say the problem with a track of your own.", field="problem_track_id")
    playlist.problem_track_id, playlist.updated_at = track.id if track else None, now()
    session.flush()


def said(session: Session, actor: Membership, playlist: Playlist) -> Track | None:
    """The problem said aloud, as a page shows a track; None when it is only written, or was deleted."""
    id = playlist.problem_track_id
    return tracks.among(session, actor, [id]).get(id) if id else None
