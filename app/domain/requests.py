"""Requests: asking a member or a group to record something, and finding what one is asked. See also request_course.py.

Whoever is concerned sees a request, and nobody else: who asks, who is asked, the group, and all it was passed through.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.domain import groups, outlines, rights
from app.domain.notifications import notify
from app.domain.outlines import Line
from app.errors import Forbidden, Invalid, NotFound
from app.models import (
    Group,
    GroupMember,
    Membership,
    NotificationKind,
    Playlist,
    Request,
    RequestStep,
    Right,
)
from app.models.base import loaded, now

QUESTION_MAX_CHARS = 500


@dataclass(frozen=True)
class Wish:
    """What is asked. `cards`: an outline, one title each; `due_on` is a wish and never a deadline."""

    question: str
    cards: Sequence[str] = ()
    playlist: Playlist | None = None
    due_on: date | None = None


def ask(session: Session, actor: Membership, of: Membership | Group, wish: Wish) -> Request:
    """Ask a member, or all of a group. Raises Invalid when nobody who is asked could add to the playlist."""
    _require_askable(session, actor, of)
    made = Request(
        workspace_id=actor.workspace_id,
        asked_by=actor.id,
        asked_id=of.id if isinstance(of, Membership) else None,
        holder_id=of.id if isinstance(of, Membership) else None,
        group_id=of.id if isinstance(of, Group) else None,
        **_checked(session, of, wish),
    )
    session.add(made)
    session.flush()
    notify(session, addressees(session, actor, of), NotificationKind.ASKED, by=actor, request_id=made.id)
    return get(session, actor, made.id)


def get(session: Session, actor: Membership, id: uuid.UUID) -> Request:
    """A request that concerns the actor, with everybody who is named in it. Raises NotFound."""
    found: Request | None = session.scalars(whole().where(col(Request.id) == id, concerns(actor))).first()
    if found is None:
        raise NotFound
    return found


def steps(session: Session, request: Request) -> list[RequestStep]:
    """What was done with it, in order, by whom."""
    whom = [joinedload(loaded(RequestStep.taker)), joinedload(loaded(RequestStep.receiver))]
    taken = select(RequestStep).where(col(RequestStep.request_id) == request.id).options(*whom)
    return list(session.scalars(taken.order_by(col(RequestStep.created_at), col(RequestStep.id))))


def is_turn_of(session: Session, actor: Membership, request: Request) -> bool:
    """Whether the actor may accept, answer, decline or pass on."""
    return session.scalar(select(col(Request.id)).where(col(Request.id) == request.id, turn_of(actor))) is not None


def concerns(actor: Membership) -> ColumnElement[bool]:
    """The condition on a Request that the actor may know of it."""
    taken = select(col(RequestStep.request_id))
    through = taken.where(or_(col(RequestStep.taken_by) == actor.id, col(RequestStep.passed_to) == actor.id))
    people = (Request.asked_by, Request.asked_id, Request.holder_id)
    named = [col(column) == actor.id for column in people]
    among = or_(*named, col(Request.group_id).in_(_groups(actor)), col(Request.id).in_(through))
    return and_(col(Request.workspace_id) == actor.workspace_id, among)


def turn_of(actor: Membership) -> ColumnElement[bool]:
    """The condition on a Request that it lies with the actor: not over, and theirs, or their group's to take."""
    free = and_(col(Request.holder_id).is_(None), col(Request.group_id).in_(_groups(actor)))
    lies = or_(col(Request.holder_id) == actor.id, and_(free, col(Request.asked_by) != actor.id))
    over = or_(col(Request.answered_at).is_not(None), col(Request.withdrawn_at).is_not(None))
    return and_(col(Request.workspace_id) == actor.workspace_id, lies, ~over)


def addressees(session: Session, actor: Membership, of: Membership | Group) -> list[Membership]:
    """Those who are asked; in a group all but the asker."""
    if isinstance(of, Membership):
        return [of]
    return [member for member in groups.members(session, actor, of) if member.id != actor.id]


def _require_askable(session: Session, actor: Membership, of: Membership | Group) -> None:
    if actor.is_guest:
        raise Forbidden("Guests answer requests; they do not make any.")
    if of.id == actor.id:
        raise Invalid("You cannot ask yourself. Just record it.", field="asked")
    if isinstance(of, Membership) and of.deactivated_at:
        raise Invalid(f"{of.person.name} is no longer in this workspace.", field="asked")
    if not addressees(session, actor, of):
        raise Invalid("There is nobody else in this group to ask.", field="asked")


def _checked(session: Session, of: Membership | Group, wish: Wish) -> dict[str, Any]:
    question = " ".join(wish.question.split())
    if not question or len(question) > QUESTION_MAX_CHARS:
        raise Invalid(f"Please ask in one sentence of at most {QUESTION_MAX_CHARS} characters.", field="question")
    cards = [card.strip() for card in wish.cards if card.strip()]
    outlines.check([Line(card) for card in cards])
    if wish.due_on and wish.due_on < now().date():
        raise Invalid("This day is over. Choose one to come, or none.", field="due_on")
    if wish.playlist is not None:
        _require_adder(session, of, wish.playlist)
    playlist_id = wish.playlist.id if wish.playlist else None
    return {"question": question, "cards": cards, "playlist_id": playlist_id, "due_on": wish.due_on}


def _require_adder(session: Session, of: Membership | Group, playlist: Playlist) -> None:
    """Somebody who is asked must be able to add to the playlist, or the request would name what they may not see."""
    who = col(Membership.id) == of.id
    if isinstance(of, Group):
        members = select(col(GroupMember.membership_id)).where(col(GroupMember.group_id) == of.id)
        who = col(Membership.id).in_(members)
    if session.scalars(rights.holder_ids(playlist, Right.ADD).where(who)).first() is None:
        name = of.name if isinstance(of, Group) else of.person.name
        raise Invalid(
            f"{name} may not add to “{playlist.title}”. Give them that right first, or ask without the playlist.",
            field="playlist_id",
        )


def _groups(actor: Membership) -> Select[Any]:
    mine = select(col(GroupMember.group_id)).join(Group, col(Group.id) == GroupMember.group_id)
    return mine.where(col(GroupMember.membership_id) == actor.id, col(Group.deleted_at).is_(None))


def whole() -> Select[Any]:
    """Requests with everybody who is named in them."""
    people = (Request.asker, Request.asked, Request.holder, Request.group)
    return (
        select(Request).options(*(joinedload(loaded(one)) for one in people)).execution_options(populate_existing=True)
    )
