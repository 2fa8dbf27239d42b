"""Digests: once a day, what a member has not read, by email. Who gets one, and what has become of it.

A digest is claimed before it is sent and settled after. A worker that dies in between leaves it claimed: it is not sent
again that day, since the mail may be out, and what it told is told by the next one. So nobody is mailed twice, and what
is lost is a day's delay. app/letters.py writes it, worker/post.py sends it.
"""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app.auth import digest as hashed
from app.auth import new_scoped_secret, scope_of
from app.config import settings
from app.db import enter
from app.domain import mutes, news
from app.errors import NotFound
from app.models import Digest, Membership, Notification
from app.models.base import now

# Nobody is mailed about what is older than that.
OLDEST = timedelta(days=14)
AGAIN_AFTER = timedelta(minutes=15)


def due(session: Session, day: date) -> list[Membership]:
    """Who may get a digest today: it is switched on, something is unread and untold, and none is out or under way."""
    waiting = exists().where(col(Notification.membership_id) == col(Membership.id), *_untold())
    stopped = exists().where(col(Digest.membership_id) == col(Membership.id), col(Digest.day) == day, ~_may_be_tried())
    living = and_(col(Membership.deactivated_at).is_(None), col(Membership.digest_off_at).is_(None))
    return list(session.scalars(select(Membership).where(living, waiting, ~stopped).order_by(col(Membership.id))))


def untold(session: Session, member: Membership) -> list[Notification]:
    """What its digest would tell, newest first: unread, and readable for the member at this moment."""
    return list(session.scalars(news.newest_first(member).where(*_untold()).limit(news.PAGE_MAX)))


def claim(session: Session, member: Membership, day: date) -> tuple[uuid.UUID, str] | None:
    """Begin the member's digest of this day: its id, and the secret of the link that ends all. None if somebody has."""
    secret = new_scoped_secret(member.workspace_id)
    begun = {"token_hash": hashed(secret), "begun_at": now(), "again_at": None}
    row = {"workspace_id": member.workspace_id, "membership_id": member.id, "day": day, "attempt": 1}
    claimed = session.scalar(
        insert(Digest)
        .values(id=uuid.uuid4(), **row, **begun)
        .on_conflict_do_update(
            index_elements=["membership_id", "day"],
            set_={**begun, "attempt": col(Digest.attempt) + 1},
            where=_may_be_tried(),
        )
        .returning(col(Digest.id))
    )
    return (claimed, secret) if claimed else None


def mark_sent(session: Session, id: uuid.UUID, told: Sequence[uuid.UUID]) -> None:
    """The mail server has taken it; the notifications in it are not mailed again."""
    session.execute(update(Digest).where(col(Digest.id) == id).values(sent_at=now()))
    session.execute(update(Notification).where(col(Notification.id).in_(told)).values(mailed_at=now()))


def mark_refused(session: Session, id: uuid.UUID) -> None:
    """The mail server has said no, so nothing is out: it is tried again, each time a little later."""
    found = session.get_one(Digest, id)
    found.begun_at, found.again_at = None, now() + found.attempt * AGAIN_AFTER


def receiver(session: Session, token: str) -> Membership:
    """Whose digest this link came with; enters the workspace. Raises NotFound."""
    workspace_id = scope_of(token)
    if workspace_id is None:
        raise NotFound
    enter(session, workspace_id=workspace_id)
    mine = select(Membership).join(Digest, col(Digest.membership_id) == Membership.id)
    found = session.scalars(mine.where(col(Digest.token_hash) == hashed(token))).first()
    if found is None:
        raise NotFound
    return found


def end(session: Session, token: str) -> Membership:
    """No more digests for whoever got this one. Repeating it changes nothing."""
    member = receiver(session, token)
    mutes.switch_digest(member, on=False)
    return member


def _untold() -> list[ColumnElement[bool]]:
    return [
        col(Notification.read_at).is_(None),
        col(Notification.mailed_at).is_(None),
        col(Notification.created_at) > now() - OLDEST,
    ]


def _may_be_tried() -> ColumnElement[bool]:
    """Neither sent nor under way, and not refused too lately or too often."""
    return and_(
        col(Digest.sent_at).is_(None),
        col(Digest.begun_at).is_(None),
        col(Digest.attempt) < settings().digest_tries,
        or_(col(Digest.again_at).is_(None), col(Digest.again_at) <= now()),
    )
