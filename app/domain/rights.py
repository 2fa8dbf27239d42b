"""Who may hear and change what: the one policy, used by pages, API, search, counts and worker alike.

A playlist is open to those it is granted to: by name, by group, or with the whole workspace. A track is heard by its
author, by whoever can hear one of its playlists, and by whoever asked for it; a voice note by whoever hears the track
that it is about. Being an admin opens no private playlist.
"""

import uuid
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    false,
    literal_column,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col

from app.models import (
    Group,
    GroupMember,
    Membership,
    Playlist,
    PlaylistGrant,
    PlaylistItem,
    Request,
    Right,
    Role,
    Track,
)

# So many members' conditions stay in the memory of a process, some kilobytes each.
REMEMBERED = 500
# And of whole statements with such a condition in them, which take some seventy kilobytes, so many.
STATEMENTS_REMEMBERED = 100
ORDER = [Right.LISTEN, Right.ADD, Right.EDIT]


class Reader(NamedTuple):
    """All that the policy looks at in a member."""

    id: uuid.UUID
    workspace_id: uuid.UUID
    is_guest: bool


def visible_playlist_ids(actor: Membership, right: Right = Right.LISTEN) -> Select[Any]:
    """The ids of the playlists on which the actor has at least this right."""
    return _visible_playlist_ids(_reader(actor), right)


def visible(actor: Membership, right: Right = Right.LISTEN) -> ColumnElement[bool]:
    """The condition on a Playlist that the actor has at least this right on it; cheap for the first few of many."""
    return _visible(_reader(actor), right)


def audible(actor: Membership) -> ColumnElement[bool]:
    """The condition on a Track that the actor may hear it: for tracks that are known, or for the newest few of many."""
    return _audible(_reader(actor))


def audible_track_ids(actor: Membership) -> Select[Any]:
    """The ids of all tracks the actor may hear, told from the playlists they can see: what `audible` says of each."""
    return _audible_track_ids(_reader(actor))


def right_on(session: Session, actor: Membership, playlist: Playlist) -> Right | None:
    """The largest right of the actor on a playlist; None when it must stay invisible."""
    found = session.scalars(
        select(col(PlaylistGrant.right)).where(
            col(PlaylistGrant.playlist_id) == playlist.id, _granted_to(_reader(actor))
        )
    ).all()
    return max((Right(right) for right in found), key=ORDER.index, default=None)


def holder_ids(playlist: Playlist, right: Right) -> Select[Any]:
    """The ids of the active members who have at least this right on a playlist."""
    reaches = _reaches(col(Membership.id), col(Membership.role) != Role.GUEST)
    granted = exists().where(
        col(PlaylistGrant.playlist_id) == playlist.id, reaches, col(PlaylistGrant.right).in_(_at_least(right))
    )
    active = select(col(Membership.id)).where(col(Membership.deactivated_at).is_(None))
    return active.where(col(Membership.workspace_id) == playlist.workspace_id, granted)


def includes(held: Right | None, needed: Right) -> bool:
    """Whether one right covers another."""
    return held is not None and ORDER.index(held) >= ORDER.index(needed)


def may_edit_track(actor: Membership, track: Track) -> bool:
    """Its author, and the workspace's owner and admins for what they can hear."""
    return track.author_id == actor.id or actor.is_admin


def _reader(actor: Membership) -> Reader:
    return Reader(actor.id, actor.workspace_id, actor.is_guest)


# Putting a condition into words takes longer than PostgreSQL takes to answer it, and it is the same each time.
@lru_cache(REMEMBERED)
def _visible_playlist_ids(reader: Reader, right: Right) -> Select[Any]:
    return (
        select(col(PlaylistGrant.playlist_id))
        .join(Playlist, col(Playlist.id) == PlaylistGrant.playlist_id)
        .where(col(Playlist.deleted_at).is_(None), _granted_to(reader), col(PlaylistGrant.right).in_(_at_least(right)))
    )


@lru_cache(REMEMBERED)
def _visible(reader: Reader, right: Right) -> ColumnElement[bool]:
    return and_(
        col(Playlist.workspace_id) == reader.workspace_id,
        col(Playlist.deleted_at).is_(None),
        exists().where(
            col(PlaylistGrant.playlist_id) == col(Playlist.id),
            _granted_to(reader),
            col(PlaylistGrant.right).in_(_at_least(right)),
        ),
    )


@lru_cache(REMEMBERED)
def _audible(reader: Reader) -> ColumnElement[bool]:
    if reader.is_guest:
        # Who hears little would have to be asked about nearly every track; what they hear is quickly told.
        return col(Track.id).in_(_audible_track_ids(reader))
    told = aliased(Track)
    about = select(col(told.id)).where(
        col(told.id) == col(Track.about_track_id), col(told.deleted_at).is_(None), _heard(reader, told)
    )
    return and_(
        col(Track.workspace_id) == reader.workspace_id,
        col(Track.deleted_at).is_(None),
        or_(_heard(reader, Track), and_(col(Track.about_track_id).is_not(None), _one_by_one(about))),
    )


@lru_cache(REMEMBERED)
def _audible_track_ids(reader: Reader) -> Select[Any]:
    heard = _heard_ids(reader).cte()
    told = aliased(Track)
    standing = select(col(told.id)).where(col(told.id).in_(select(heard.c.id)), col(told.deleted_at).is_(None))
    own = select(col(Track.id)).where(col(Track.workspace_id) == reader.workspace_id, col(Track.deleted_at).is_(None))
    found = union(
        own.where(col(Track.id).in_(select(heard.c.id))), own.where(col(Track.about_track_id).in_(standing))
    ).subquery()
    return select(col(Track.id)).where(col(Track.id).in_(select(found.c.id)))


def _heard(reader: Reader, track: type[Track]) -> ColumnElement[bool]:
    """Said by the actor, asked for by them, standing in a playlist they can see, or stating the problem of one."""
    standing = (
        select(col(PlaylistItem.id))
        .join(Playlist, col(Playlist.id) == PlaylistItem.playlist_id)
        .where(col(PlaylistItem.track_id) == col(track.id), _visible(reader, Right.LISTEN))
    )
    problem = select(col(Playlist.id)).where(
        col(Playlist.problem_track_id) == col(track.id), _visible(reader, Right.LISTEN)
    )
    asked = select(col(Request.id)).where(col(Request.track_id) == col(track.id), col(Request.asked_by) == reader.id)
    return or_(col(track.author_id) == reader.id, *map(_one_by_one, (standing, problem, asked)))


def _heard_ids(reader: Reader) -> CompoundSelect[Any]:
    """The same as a set of ids."""
    # Named once, planned once: it stands in two conditions.
    shown = select(_visible_playlist_ids(reader, Right.LISTEN).cte().c.playlist_id)
    return union(
        select(col(Track.id)).where(col(Track.author_id) == reader.id),
        select(col(PlaylistItem.track_id)).where(col(PlaylistItem.playlist_id).in_(shown)),
        select(col(Playlist.problem_track_id)).where(col(Playlist.id).in_(shown)),
        select(col(Request.track_id)).where(col(Request.asked_by) == reader.id),
    )


def _one_by_one(found: Select[Any]) -> ColumnElement[bool]:
    """Whether there is one. PostgreSQL would rather list all there are, once, which is dear for the newest few of
    100,000; it leaves a query with an OFFSET as it is.
    """
    return exists(found.correlate_except(PlaylistItem, Playlist, PlaylistGrant, Request).offset(literal_column("0")))


def _granted_to(reader: Reader) -> ColumnElement[bool]:
    mine = col(PlaylistGrant.workspace_id) == reader.workspace_id
    return and_(_reaches(reader.id, false() if reader.is_guest else true()), mine)


def _reaches(member_id: uuid.UUID | Mapped[uuid.UUID], has_workspace: ColumnElement[bool]) -> ColumnElement[bool]:
    """By name or by group; what is open to the whole workspace is not open to its guests."""
    groups = select(col(GroupMember.group_id)).join(Group, col(Group.id) == GroupMember.group_id)
    theirs = groups.where(col(GroupMember.membership_id) == member_id, col(Group.deleted_at).is_(None))
    theirs = theirs.correlate(Membership)  # Of several layers only the outermost knows the member.
    to_all = and_(col(PlaylistGrant.membership_id).is_(None), col(PlaylistGrant.group_id).is_(None))
    return or_(
        col(PlaylistGrant.membership_id) == member_id,
        col(PlaylistGrant.group_id).in_(theirs),
        and_(to_all, has_workspace),
    )


def _at_least(right: Right) -> list[Right]:
    return ORDER[ORDER.index(right) :]
