"""Grants: who may listen to a playlist, add to it and edit it: persons, groups, or the whole workspace."""

import uuid
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.errors import Invalid
from app.models import Group, Membership, Playlist, PlaylistGrant, Right
from app.models.base import loaded

Audience = Literal["everyone_adds", "everyone_listens", "only_me"]
WORKSPACE_RIGHT: dict[Audience, Right | None] = {
    "everyone_adds": Right.ADD,
    "everyone_listens": Right.LISTEN,
    "only_me": None,
}


@dataclass(frozen=True)
class Granted:
    """A right and whom it was given to; exactly one of `member` and `group`."""

    id: uuid.UUID
    right: Right
    member: Membership | None
    group: Group | None


def granted(session: Session, playlist: Playlist) -> list[Granted]:
    """The rights given to persons and groups, groups first; the whole workspace's is `audience`."""
    rows = session.execute(
        select(PlaylistGrant, Membership, Group)
        .outerjoin(Membership, col(Membership.id) == PlaylistGrant.membership_id)
        .outerjoin(Group, col(Group.id) == PlaylistGrant.group_id)
        .where(col(PlaylistGrant.playlist_id) == playlist.id, ~_to_all(), col(Group.deleted_at).is_(None))
        .where(col(Membership.deactivated_at).is_(None))
        .order_by(col(PlaylistGrant.created_at), col(PlaylistGrant.id))
        # A group's grant has no member, and no member has no person.
        .options(joinedload(loaded(Membership.person), innerjoin=False))
    )
    found = [Granted(grant.id, Right(grant.right), member, group) for grant, member, group in rows]
    return sorted(found, key=lambda one: one.group is None)


def grant(session: Session, playlist: Playlist, right: Right, *, to: Membership | Group | None) -> PlaylistGrant:
    """Give a right to one member, a group, or the whole workspace but its guests. Replaces the one before."""
    session.execute(delete(PlaylistGrant).where(col(PlaylistGrant.playlist_id) == playlist.id, _whose(to)))
    made = PlaylistGrant(
        workspace_id=playlist.workspace_id,
        playlist_id=playlist.id,
        membership_id=to.id if isinstance(to, Membership) else None,
        group_id=to.id if isinstance(to, Group) else None,
        right=right,
    )
    session.add(made)
    session.flush()
    return made


def revoke(session: Session, playlist: Playlist, id: uuid.UUID) -> None:
    """Take a right back; repeating it changes nothing. Raises Invalid rather than leave nobody who may edit."""
    mine = col(PlaylistGrant.playlist_id) == playlist.id
    editors = select(col(PlaylistGrant.id)).where(mine, col(PlaylistGrant.right) == Right.EDIT)
    if list(session.scalars(editors)) == [id]:
        raise Invalid("Somebody must be able to edit this playlist. Give that right to somebody else first.")
    session.execute(delete(PlaylistGrant).where(mine, col(PlaylistGrant.id) == id, ~_to_all()))


def set_audience(session: Session, playlist: Playlist, audience: Audience) -> None:
    """Open the playlist to the workspace, or close it to all but those named."""
    right = WORKSPACE_RIGHT[audience]
    if right is not None:
        grant(session, playlist, right, to=None)
    else:
        session.execute(delete(PlaylistGrant).where(col(PlaylistGrant.playlist_id) == playlist.id, _to_all()))


def audience(session: Session, playlist: Playlist) -> Audience:
    """Whom the playlist is open to beside those named."""
    held = session.scalars(
        select(col(PlaylistGrant.right)).where(col(PlaylistGrant.playlist_id) == playlist.id, _to_all())
    ).first()
    if held is None:
        return "only_me"
    return "everyone_listens" if held == Right.LISTEN else "everyone_adds"


def _whose(to: Membership | Group | None) -> ColumnElement[bool]:
    if isinstance(to, Membership):
        return col(PlaylistGrant.membership_id) == to.id
    return col(PlaylistGrant.group_id) == to.id if to else _to_all()


def _to_all() -> ColumnElement[bool]:
    return col(PlaylistGrant.membership_id).is_(None) & col(PlaylistGrant.group_id).is_(None)
