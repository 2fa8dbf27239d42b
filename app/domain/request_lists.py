"""Lists of requests: what waits for somebody, what they wait for, what was answered. Only of what concerns them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, tuple_
from sqlmodel import Session, col

from app.domain import cursors
from app.domain.requests import concerns, turn_of, whole
from app.models import Membership, Request, RequestStep, RequestStepKind

WAITING_MAX = 200
PAGE_LENGTH = 50


@dataclass(frozen=True)
class Page:
    """Some requests, newest first, and where the next ones begin; None at the end."""

    items: list[Request]
    next_cursor: str | None = None


def asked_of(session: Session, actor: Membership) -> list[Request]:
    """What waits for the actor: theirs to answer, or a group's that nobody has taken; what is wished soonest first."""
    waiting = whole().where(turn_of(actor), col(Request.declined_at).is_(None), ~_declined_by(actor))
    soonest = (col(Request.due_on).asc().nulls_last(), col(Request.created_at), col(Request.id))
    return list(session.scalars(waiting.order_by(*soonest).limit(WAITING_MAX)))


def asked_by(session: Session, actor: Membership) -> list[Request]:
    """What the actor asks for and still waits for, or was declined; the newest first."""
    waiting = whole().where(col(Request.asked_by) == actor.id, col(Request.answered_at).is_(None))
    newest = (col(Request.created_at).desc(), col(Request.id).desc())
    return list(
        session.scalars(waiting.where(col(Request.withdrawn_at).is_(None)).order_by(*newest).limit(WAITING_MAX))
    )


def answered(session: Session, actor: Membership, *, cursor: str | None = None, limit: int = PAGE_LENGTH) -> Page:
    """What was recorded, of all that concerns the actor."""
    return _page(session, whole().where(concerns(actor), col(Request.answered_at).is_not(None)), cursor, limit)


def everything(session: Session, actor: Membership, *, cursor: str | None = None, limit: int = PAGE_LENGTH) -> Page:
    """All that concerns the actor."""
    return _page(session, whole().where(concerns(actor)), cursor, limit)


def _page(session: Session, query: Select[Any], cursor: str | None, limit: int) -> Page:
    query = query.order_by(col(Request.created_at).desc(), col(Request.id).desc())
    if cursor:
        query = query.where(tuple_(col(Request.created_at), col(Request.id)) < cursors.moment(cursor))
    found = list(session.scalars(query.limit(limit + 1)))
    return Page(found[:limit], cursors.behind(found[limit - 1]) if len(found) > limit else None)


def _declined_by(actor: Membership) -> ColumnElement[bool]:
    """Of a group's request that nobody has taken: the actor has said no."""
    step = (col(RequestStep.request_id) == col(Request.id), col(RequestStep.taken_by) == actor.id)
    said_no = exists().where(*step, col(RequestStep.kind) == RequestStepKind.DECLINED)
    return and_(col(Request.holder_id).is_(None), said_no)
