"""Check-ins between two people or a group; only for those who take part."""

import uuid
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import check_in_course, check_ins, groups
from app.models import CheckIn, Membership
from app.routes.api.etags import expected_version, tag
from app.routes.api.once import OnlyOnce
from app.routes.api.shapes import MemberShape

router = APIRouter(prefix="/check-ins", tags=["onboarding"])


class NewCheckIn(BaseModel):
    """Exactly one of `invited_id` and `group_id`. `topics`: one a line."""

    invited_id: uuid.UUID | None = None
    group_id: uuid.UUID | None = None
    held_on: date
    topics: str = Field(default="", max_length=10_000)


class CheckInChange(BaseModel):
    held_on: date | None = None
    topics: str | None = Field(default=None, max_length=10_000)
    notes: str | None = Field(default=None, max_length=20_000)


class NewTopic(BaseModel):
    topic: str = Field(max_length=5_000)


class NextDay(BaseModel):
    held_on: date


class CheckInShape(BaseModel):
    id: uuid.UUID
    held_on: date
    participants: list[MemberShape]
    group_id: uuid.UUID | None
    topics: list[str]
    notes: str
    version: int
    done_at: datetime | None


class CheckIns(BaseModel):
    items: list[CheckInShape]
    next_cursor: str | None = None


@router.get("")
def index(session: Db, actor: Actor, cursor: str | None = None, limit: int = 30) -> CheckIns:
    """The member's own, the latest day first."""
    page = check_ins.page(session, actor, cursor=cursor, limit=limit)
    return CheckIns(items=[_shape(session, actor, each) for each in page.items], next_cursor=page.next_cursor)


@router.post("", status_code=201, response_model=CheckInShape)
def create(sent: NewCheckIn, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Agree on a day."""
    return once(sent, lambda: _make(session, actor, sent))


@router.get("/{id}")
def show(id: Id, session: Db, actor: Actor, response: Response) -> CheckInShape:
    check_in = check_ins.get(session, actor, id)
    tag(response, check_in.version)
    return _shape(session, actor, check_in)


@router.patch("/{id}")
def change(
    id: Id,
    sent: CheckInChange,
    session: Db,
    actor: Actor,
    response: Response,
    version: Annotated[int | None, Depends(expected_version)],
) -> CheckInShape:
    """What is left out stays. With If-Match, 412 when somebody else was faster."""
    check_in = check_ins.get(session, actor, id)
    check_in_course.edit(
        session,
        actor,
        check_in,
        held_on=sent.held_on or check_in.held_on,
        topics=check_in.topics if sent.topics is None else sent.topics,
        notes=check_in.notes if sent.notes is None else sent.notes,
        version=version,
    )
    tag(response, check_in.version)
    return _shape(session, actor, check_in)


@router.delete("/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Call it off, for everybody. It can be restored for 30 days."""
    check_ins.remove(check_ins.get(session, actor, id))


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> CheckInShape:
    """Undo calling it off."""
    return _shape(session, actor, check_ins.restore(session, actor, id))


@router.post("/{id}/topics", status_code=201, response_model=CheckInShape)
def add_topic(id: Id, sent: NewTopic, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """One more topic; several people may add at once."""

    def make() -> CheckInShape:
        check_in = check_ins.get(session, actor, id)
        check_in_course.add_topic(session, check_in, sent.topic)
        return _shape(session, actor, check_in)

    return once(sent, make)


@router.put("/{id}/done")
def finish(id: Id, session: Db, actor: Actor) -> CheckInShape:
    """It took place."""
    check_in = check_ins.get(session, actor, id)
    check_in_course.finish(session, check_in)
    return _shape(session, actor, check_in)


@router.delete("/{id}/done")
def reopen(id: Id, session: Db, actor: Actor) -> CheckInShape:
    """It did not, or not yet."""
    check_in = check_ins.get(session, actor, id)
    check_in_course.reopen(check_in)
    return _shape(session, actor, check_in)


@router.put("/{id}/next")
def follow(id: Id, sent: NextDay, session: Db, actor: Actor) -> CheckInShape:
    """The next one with the same people; there is one at most, and another day moves it."""
    check_in = check_ins.get(session, actor, id)
    return _shape(session, actor, check_in_course.follow(session, actor, check_in, held_on=sent.held_on))


def _make(session: Db, actor: Membership, sent: NewCheckIn) -> CheckInShape:
    made = check_ins.create(
        session,
        actor,
        invited=check_ins.companion(session, actor, sent.invited_id) if sent.invited_id else None,
        group=groups.get(session, actor, sent.group_id) if sent.group_id else None,
        held_on=sent.held_on,
        topics=sent.topics,
    )
    return _shape(session, actor, made)


def _shape(session: Db, actor: Membership, check_in: CheckIn) -> CheckInShape:
    return CheckInShape(
        id=check_in.id,
        held_on=check_in.held_on,
        participants=[MemberShape.of(one) for one in check_ins.participants(session, actor, check_in)],
        group_id=check_in.group_id,
        topics=check_in.topics.splitlines(),
        notes=check_in.notes,
        version=check_in.version,
        done_at=check_in.done_at,
    )
