"""Mutes: which kinds of notifications a member has switched off, and whether the daily digest is mailed."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlmodel import Session, col

from app.models import Membership, Mute, NotificationKind
from app.models.base import now


def of(session: Session, actor: Membership) -> set[NotificationKind]:
    """The kinds that the actor is not told about."""
    mine = select(col(Mute.kind)).where(col(Mute.membership_id) == actor.id)
    known = set(NotificationKind)
    return {NotificationKind(kind) for kind in session.scalars(mine) if kind in known}


def choose(session: Session, actor: Membership, *, wanted: Collection[NotificationKind]) -> None:
    """From now on the actor is told about these kinds and no others; what was told before stays."""
    session.execute(delete(Mute).where(col(Mute.membership_id) == actor.id))
    for kind in NotificationKind:
        if kind not in wanted:
            session.add(Mute(workspace_id=actor.workspace_id, membership_id=actor.id, kind=kind))
    session.flush()


def switch_digest(member: Membership, *, on: bool) -> None:
    """Whether the daily digest is mailed to them. Repeating it changes nothing."""
    member.digest_off_at = None if on else (member.digest_off_at or now())
