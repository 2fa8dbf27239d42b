"""Acceptances: the asker says which solutions helped; it may be several. The caller has checked the right to edit."""

from sqlmodel import Session

from app.domain.contributions import lock
from app.domain.notifications import notify
from app.errors import Conflict
from app.models import Contribution, Membership, NotificationKind, Playlist, PlaylistItem
from app.models.base import now


def accept(session: Session, actor: Membership, playlist: Playlist, item: PlaylistItem) -> None:
    """This solution is one that helps; its author is told. Idempotent."""
    if mark(session, actor, item):
        about = {"track_id": item.track_id, "playlist_id": playlist.id}
        notify(session, [item.track.author_id], NotificationKind.ACCEPTED, by=actor, **about)


def mark(session: Session, actor: Membership, item: PlaylistItem) -> bool:
    """Accept without telling anybody, as undo does. Whether it was not accepted before."""
    lock(session, item)
    if item.contribution != Contribution.SOLUTION:
        raise Conflict("Only a solution can be accepted.")
    if item.accepted_at:
        return False
    item.accepted_at, item.accepted_by = now(), actor.id
    return True


def withdraw(session: Session, item: PlaylistItem) -> None:
    """Not after all; repeating it changes nothing."""
    lock(session, item)
    item.accepted_at = item.accepted_by = None
    session.flush()
