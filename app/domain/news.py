"""News: a member's notifications as they may be read now. What their receiver can no longer see is not among them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_, update
from sqlalchemy.orm import aliased, joinedload
from sqlmodel import Session, col

from app.domain import cursors, requests, rights
from app.models import Membership, Note, Notification, NotificationKind, Playlist, Request, Track
from app.models.base import loaded, now

PAGE_MAX = 100
Noun = TypeVar("Noun", Track, Playlist, Note, Request)
# Above this a badge shows "99+", and nobody counts on.
COUNTED_MAX = 100


@dataclass
class News:
    """What happened to one thing on one day: one notification, or several alike, the newest first."""

    notifications: list[Notification]
    track: Track | None = None
    playlist: Playlist | None = None
    note: Note | None = None
    request: Request | None = None
    by: list[Membership] = field(default_factory=list)

    @property
    def kind(self) -> NotificationKind:
        return NotificationKind(self.notifications[0].kind)

    @property
    def newest(self) -> Notification:
        return self.notifications[0]

    @property
    def title(self) -> str:
        """What it is about, in its own words; empty when it is about nothing that has a title."""
        if titled := self.track or self.playlist:
            return titled.title
        return self.request.question if self.request else ""

    @property
    def day(self) -> date:
        return self.newest.created_at.date()

    @property
    def is_unread(self) -> bool:
        return any(one.read_at is None for one in self.notifications)


@dataclass(frozen=True)
class Page:
    """Some notifications, newest first, and where the next ones begin; None at the end."""

    items: list[Notification]
    next_cursor: str | None


def latest(session: Session, actor: Membership, *, cursor: str | None = None, limit: int = 50) -> Page:
    """The member's notifications, newest first."""
    limit = min(max(limit, 1), PAGE_MAX)
    query = newest_first(actor)
    if cursor:
        query = query.where(tuple_(col(Notification.created_at), col(Notification.id)) < cursors.moment(cursor))
    found = list(session.scalars(query.limit(limit + 1)))
    return Page(found[:limit], cursors.behind(found[limit - 1]) if len(found) > limit else None)


def unread_count(session: Session, actor: Membership) -> int:
    """How many the member has not read; counted no further than COUNTED_MAX."""
    unread = readable(actor).where(col(Notification.read_at).is_(None)).limit(COUNTED_MAX)
    return session.scalars(select(func.count()).select_from(unread.subquery())).one()


def mark_read(session: Session, actor: Membership, *, until: datetime | None = None) -> None:
    """Everything up to a moment has been seen; without one, everything."""
    mine = update(Notification).where(col(Notification.membership_id) == actor.id, col(Notification.read_at).is_(None))
    session.execute(mine.where(col(Notification.created_at) <= (until or now())).values(read_at=now()))


def gathered(session: Session, notifications: Iterable[Notification]) -> list[News]:
    """Notifications with all that is shown of them; what is alike within a day becomes one. They must be readable."""
    alike: dict[tuple[object, ...], list[Notification]] = {}
    for one in notifications:
        key = (one.created_at.date(), one.kind, one.track_id, one.playlist_id, one.request_id)
        alike.setdefault(key, []).append(one)
    tracks = _by_id(session, Track, [group[0].track_id for group in alike.values()])
    playlists = _by_id(session, Playlist, [group[0].playlist_id for group in alike.values()])
    notes = _by_id(session, Note, [group[0].note_id for group in alike.values()])
    asked = _by_id(session, Request, [group[0].request_id for group in alike.values()])
    return [
        News(
            group,
            track=tracks.get(group[0].track_id),
            playlist=playlists.get(group[0].playlist_id),
            note=notes.get(group[0].note_id),
            request=asked.get(group[0].request_id),
            by=list({one.by.id: one.by for one in group if one.by}.values()),
        )
        for group in alike.values()
    ]


def newest_first(actor: Membership) -> Select[Notification]:
    """The readable ones, each with who did it."""
    whole = readable(actor).options(joinedload(loaded(Notification.by)))
    return whole.order_by(col(Notification.created_at).desc(), col(Notification.id).desc())


def readable(actor: Membership) -> Select[Notification]:
    """The actor's notifications about what they can see at this moment."""
    return (
        select(Notification)
        .where(col(Notification.membership_id) == actor.id, col(Notification.workspace_id) == actor.workspace_id)
        .where(_sees_track(actor), _sees_playlist(actor), _sees_request(actor), _note_stands())
    )


def _sees_track(actor: Membership) -> ColumnElement[bool]:
    heard = exists().where(col(Track.id) == col(Notification.track_id), rights.audible(actor))
    return or_(col(Notification.track_id).is_(None), heard)


def _sees_playlist(actor: Membership) -> ColumnElement[bool]:
    visible = col(Notification.playlist_id).in_(rights.visible_playlist_ids(actor))
    return or_(col(Notification.playlist_id).is_(None), visible)


def _sees_request(actor: Membership) -> ColumnElement[bool]:
    stands = and_(col(Request.withdrawn_at).is_(None), requests.concerns(actor))
    known = exists().where(col(Request.id) == col(Notification.request_id), stands)
    return or_(col(Notification.request_id).is_(None), known)


def _note_stands() -> ColumnElement[bool]:
    parent = aliased(Note)
    gone = exists().where(col(parent.id) == col(Note.parent_id), col(parent.deleted_at).is_not(None))
    stands = exists().where(col(Note.id) == col(Notification.note_id), and_(col(Note.deleted_at).is_(None), ~gone))
    return or_(col(Notification.note_id).is_(None), stands)


def _by_id(session: Session, noun: type[Noun], ids: list[uuid.UUID | None]) -> dict[uuid.UUID | None, Noun]:
    return {row.id: row for row in session.scalars(select(noun).where(col(noun.id).in_([id for id in ids if id])))}
