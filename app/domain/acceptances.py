"""Acceptances: the asker says which solutions helped; it may be several. The caller has checked the right to edit."""

from sqlmodel import Session

from app.domain.contributions import lock
from app.domain.notifications import notify
from app.errors import Conflict
from app.models import Contribution, Membership, NotificationKind, Playlist, PlaylistItem
from app.models.base import now


def accept(session: Session, actor: Membership, playlist: Playlist, item: PlaylistItem) -> None:
    """This solution is one that helps; its author is told. Idempotent."""
    lock(session, item)
    if item.contribution != Contribution.SOLUTION:
        raise Conflict("Only a solution can be accepted.")
    if item.accepted_at is None:
        item.accepted_at, item.accepted_by = now(), actor.id
        about = {"track_id": item.track_id, "playlist_id": playlist.id}
        notify(session, [item.track.author_id], NotificationKind.ACCEPTED, by=actor, **about)


def withdraw(session: Session, item: PlaylistItem) -> None:
    """Not after all; repeating it changes nothing."""
    lock(session, item)
    item.accepted_at = item.accepted_by = None
    session.flush()
