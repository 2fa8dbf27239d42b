"""Notifications: telling members what concerns them. Reading them is domain/news.py, mailing them domain/digests.py."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select
from sqlmodel import Session, col

from app.models import Membership, Mute, Notification, NotificationKind
from app.models.base import now


def notify(
    session: Session,
    to: Iterable[Membership | uuid.UUID],
    kind: NotificationKind,
    *,
    by: Membership | None,
    track_id: uuid.UUID | None = None,
    playlist_id: uuid.UUID | None = None,
    request_id: uuid.UUID | None = None,
    note_id: uuid.UUID | None = None,
) -> None:
    """Tell each of these members once what `by` did; None when nobody did, or nobody may know.

    Leaves out `by`, the deactivated, those who switched the kind off, and those who have the very same unread. Whoever
    may not see the subject may be named: the row is shown only while its receiver can see all it is about.
    """
    about = {"track_id": track_id, "playlist_id": playlist_id, "request_id": request_id, "note_id": note_id}
    same: dict[str, Any] = {"kind": kind, "by_id": by.id if by else None, **about}
    ids = {one.id if isinstance(one, Membership) else one for one in to} - ({by.id} if by else set())
    receivers = select(Membership).where(col(Membership.id).in_(ids), col(Membership.deactivated_at).is_(None))
    for receiver in session.scalars(receivers.where(~_muted(kind), ~_unread(same))).all():
        whom: dict[str, Any] = {"workspace_id": receiver.workspace_id, "membership_id": receiver.id}
        session.add(Notification(**whom, **same, created_at=_moment(kind)))
    session.flush()


def withdraw(session: Session, kind: NotificationKind, *, by: Membership, track_id: uuid.UUID) -> None:
    """What was told about this is no longer so, such as thanks taken back."""
    session.execute(
        delete(Notification).where(
            col(Notification.kind) == kind, col(Notification.by_id) == by.id, col(Notification.track_id) == track_id
        )
    )


def day_of(moment: datetime) -> datetime:
    """Midnight (UTC) of the day: all that is kept of the time of what was asked without a name."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _moment(kind: NotificationKind) -> datetime:
    return day_of(now()) if kind == NotificationKind.QUESTION else now()


def _muted(kind: NotificationKind) -> ColumnElement[bool]:
    return exists().where(col(Mute.membership_id) == col(Membership.id), col(Mute.kind) == kind)


def _unread(same: dict[str, Any]) -> ColumnElement[bool]:
    alike = [getattr(Notification, name).is_not_distinct_from(value) for name, value in same.items()]
    return exists().where(
        col(Notification.membership_id) == col(Membership.id), col(Notification.read_at).is_(None), *alike
    )
