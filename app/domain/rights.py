"""Who may hear and change what: the one policy, used by pages, API, search, counts and worker alike.

A playlist is open to those it is granted to. A track is heard by its author and by whoever can hear one of its
playlists. Being an admin opens no private playlist.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlmodel import Session, col

from app.models import Membership, Playlist, PlaylistGrant, PlaylistItem, Right, Track

ORDER = [Right.LISTEN, Right.ADD, Right.EDIT]


def visible_playlist_ids(actor: Membership, right: Right = Right.LISTEN) -> Select[Any]:
    """The ids of the playlists on which the actor has at least this right."""
    return (
        select(col(PlaylistGrant.playlist_id))
        .join(Playlist, col(Playlist.id) == PlaylistGrant.playlist_id)
        .where(col(Playlist.deleted_at).is_(None), _granted_to(actor), col(PlaylistGrant.right).in_(_at_least(right)))
    )


def audible(actor: Membership) -> ColumnElement[bool]:
    """The condition on a Track that the actor may hear it. Cheap for the newest few of very many tracks."""
    listed = exists().where(
        col(PlaylistItem.track_id) == col(Track.id), col(PlaylistItem.playlist_id).in_(visible_playlist_ids(actor))
    )
    return and_(
        col(Track.workspace_id) == actor.workspace_id,
        col(Track.deleted_at).is_(None),
        or_(col(Track.author_id) == actor.id, listed),
    )


def audible_track_ids(actor: Membership) -> Select[Any]:
    """The ids of the tracks the actor may hear."""
    return select(col(Track.id)).where(audible(actor))


def right_on(session: Session, actor: Membership, playlist: Playlist) -> Right | None:
    """The largest right of the actor on a playlist; None when it must stay invisible."""
    found = session.scalars(
        select(col(PlaylistGrant.right)).where(col(PlaylistGrant.playlist_id) == playlist.id, _granted_to(actor))
    ).all()
    return max((Right(right) for right in found), key=ORDER.index, default=None)


def includes(held: Right | None, needed: Right) -> bool:
    """Whether one right covers another."""
    return held is not None and ORDER.index(held) >= ORDER.index(needed)


def may_edit_track(actor: Membership, track: Track) -> bool:
    """Its author, and the workspace's owner and admins for what they can hear."""
    return track.author_id == actor.id or actor.is_admin


def _granted_to(actor: Membership) -> ColumnElement[bool]:
    mine = col(PlaylistGrant.membership_id) == actor.id
    if actor.is_guest:
        return and_(mine, col(PlaylistGrant.workspace_id) == actor.workspace_id)
    return and_(
        or_(mine, col(PlaylistGrant.membership_id).is_(None)), col(PlaylistGrant.workspace_id) == actor.workspace_id
    )


def _at_least(right: Right) -> list[Right]:
    return ORDER[ORDER.index(right) :]
