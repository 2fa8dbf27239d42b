"""Contributions: what each track of a collaborative playlist is to its problem: an input, an opinion or a solution."""

import uuid

from sqlmodel import Session

from app.domain import rights
from app.domain.notifications import notify
from app.errors import Conflict, Forbidden, NotFound
from app.models import Contribution, Membership, NotificationKind, Playlist, PlaylistItem, PlaylistKind, Right, Track


def item_of(playlist: Playlist, id: uuid.UUID) -> PlaylistItem:
    """One of the tracks that people see in a playlist of `playlists.get`. Raises NotFound."""
    for item in playlist.items:
        if item.id == id:
            return item
    raise NotFound


def may_classify(actor: Membership, held: Right | None, item: PlaylistItem) -> bool:
    """Whoever edits the playlist; and who said or brought the track, while they may add to it."""
    if rights.includes(held, Right.EDIT):
        return True
    return rights.includes(held, Right.ADD) and actor.id in (item.track.author_id, item.added_by)


def classify(
    session: Session, actor: Membership, playlist: Playlist, item: PlaylistItem, contribution: Contribution
) -> None:
    """Say what the track is to the problem. An accepted solution stays one until the acceptance is taken back."""
    require_problem(playlist)
    if not may_classify(actor, rights.right_on(session, actor, playlist), item):
        raise Forbidden("Only who said it and who edits the playlist say what it is.")
    lock(session, item)
    if item.accepted_at and contribution != Contribution.SOLUTION:
        raise Conflict("This solution is accepted. Take the acceptance back first.")
    item.contribution = contribution
    session.flush()


def tell_asker(session: Session, actor: Membership, playlist: Playlist, track: Track) -> None:
    """Somebody added a track to a problem: whoever asked hears of it."""
    if playlist.kind == PlaylistKind.COLLABORATIVE and track.id != playlist.problem_track_id:
        about = {"track_id": track.id, "playlist_id": playlist.id}
        notify(session, [playlist.created_by], NotificationKind.CONTRIBUTION, by=actor, **about)


def require_problem(playlist: Playlist) -> None:
    """Raises Conflict for a playlist in which nobody asks anything."""
    if playlist.kind != PlaylistKind.COLLABORATIVE:
        raise Conflict("This playlist is no problem to solve: its tracks are just tracks.")


def lock(session: Session, item: PlaylistItem) -> None:
    """Whoever changes what a track is and who accepts it take turns."""
    session.refresh(item, ["contribution", "accepted_at"], with_for_update={"of": PlaylistItem})
