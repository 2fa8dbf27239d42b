"""Check-ins: meeting on a day over topics, leaving notes, agreeing on the next one. Only its participants see it."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select, tuple_
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.domain import assignments, cursors, days, groups, memberships, notifications
from app.domain.undo import is_restorable
from app.errors import Invalid, NotFound
from app.models import CheckIn, Group, GroupMember, Membership, NotificationKind
from app.models.base import loaded, now

TOPICS_MAX_CHARS = 5_000
PAGE_MAX = 100


@dataclass(frozen=True)
class Page:
    """Some check-ins, the latest day first, and where the earlier ones begin; None at the end."""

    items: list[CheckIn]
    next_cursor: str | None


def create(
    session: Session,
    actor: Membership,
    *,
    invited: Membership | None = None,
    group: Group | None = None,
    held_on: date,
    topics: str = "",
) -> CheckIn:
    """Agree on a day with one member or with a group; exactly one of the two."""
    if (invited is None) == (group is None):
        raise Invalid("Please choose with whom: one person, or one group.", field="whom")
    if invited and (invited.deactivated_at or invited.id == actor.id):
        raise Invalid("Please choose somebody else who is here.", field="whom")
    made = CheckIn(
        workspace_id=actor.workspace_id,
        created_by=actor.id,
        invited_id=invited.id if invited else None,
        group_id=group.id if group else None,
        held_on=days.checked(held_on, field="held_on"),
        topics=checked_topics(topics),
    )
    session.add(made)
    return announced(session, actor, made)


def companions(session: Session, actor: Membership) -> list[Membership]:
    """With whom the actor may agree on one: everybody here; for a guest, their mentors."""
    if not actor.is_guest:
        return [member for member in memberships.everyone(session, actor) if member.id != actor.id]
    theirs = select(Membership).where(col(Membership.id).in_(assignments.mentor_ids(session, actor)))
    return list(session.scalars(theirs.where(col(Membership.deactivated_at).is_(None))))


def companion(session: Session, actor: Membership, id: uuid.UUID) -> Membership:
    """One of `companions`. Raises NotFound for somebody the actor does not see."""
    found = next((member for member in companions(session, actor) if member.id == id), None)
    if found is None:
        raise NotFound
    return found


def get(session: Session, actor: Membership, id: uuid.UUID) -> CheckIn:
    """One of the actor's own. Raises NotFound for everybody else, admins included."""
    return _get(session, actor, id, col(CheckIn.removed_at).is_(None))


def upcoming(session: Session, actor: Membership) -> list[CheckIn]:
    """What is not done yet, the next one first."""
    open_ = _mine(actor).where(col(CheckIn.removed_at).is_(None), col(CheckIn.done_at).is_(None))
    return list(session.scalars(open_.order_by(col(CheckIn.held_on), col(CheckIn.id)).limit(PAGE_MAX)))


def page(
    session: Session, actor: Membership, *, cursor: str | None = None, limit: int = 30, done: bool = False
) -> Page:
    """All of the actor's, or only those that are done, the latest day first."""
    limit = min(max(limit, 1), PAGE_MAX)
    mine = _mine(actor).where(col(CheckIn.removed_at).is_(None))
    mine = mine.where(col(CheckIn.done_at).is_not(None)) if done else mine
    if cursor:
        mine = mine.where(tuple_(col(CheckIn.held_on), col(CheckIn.id)) < cursors.parsed(cursor, date.fromisoformat))
    ordered = mine.order_by(col(CheckIn.held_on).desc(), col(CheckIn.id).desc())
    found = list(session.scalars(ordered.limit(limit + 1)))
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.held_on.isoformat()}_{last.id}" if last else None)


def next_with(session: Session, actor: Membership) -> dict[uuid.UUID, CheckIn]:
    """The next check-in with each other person, by their membership's id. Groups are left out."""
    found: dict[uuid.UUID, CheckIn] = {}
    for check_in in upcoming(session, actor):
        other = check_in.invited_id if check_in.created_by == actor.id else check_in.created_by
        if other and check_in.invited_id:
            found.setdefault(other, check_in)
    return found


def participants(session: Session, actor: Membership, check_in: CheckIn) -> list[Membership]:
    """Whoever sees it: who called it first, then who was invited, or the group's members."""
    if check_in.invited:
        return [check_in.creator, check_in.invited]
    members = groups.members(session, actor, check_in.group) if check_in.group else []
    return [check_in.creator, *(member for member in members if member.id != check_in.created_by)]


def remove(check_in: CheckIn) -> None:
    """Call it off, for everybody. It can be restored for 30 days by each participant."""
    check_in.removed_at = check_in.removed_at or now()


def restore(session: Session, actor: Membership, id: uuid.UUID) -> CheckIn:
    """Undo `remove`."""
    found = _get(session, actor, id)
    if not is_restorable(found.removed_at):
        raise NotFound
    found.removed_at = None
    return found


def checked_topics(topics: str) -> str:
    """One topic a line, without empty ones. Raises Invalid when they are too long."""
    lines = "\n".join(" ".join(line.split()) for line in topics.splitlines() if line.strip())
    if len(lines) > TOPICS_MAX_CHARS:
        raise Invalid(f"Please keep the topics under {TOPICS_MAX_CHARS} characters.", field="topics")
    return lines


def announced(session: Session, actor: Membership, made: CheckIn) -> CheckIn:
    """A check-in just written, whole, and told to the others."""
    session.flush()
    found = get(session, actor, made.id)
    tell(session, actor, found)
    return found


def tell(session: Session, actor: Membership, check_in: CheckIn) -> None:
    """Let the other participants know that there is something to look at."""
    others = [member for member in participants(session, actor, check_in) if member.id != actor.id]
    notifications.notify(session, others, NotificationKind.CHECK_IN, by=actor)


def _get(session: Session, actor: Membership, id: uuid.UUID, *conditions: ColumnElement[bool]) -> CheckIn:
    one = _mine(actor).where(col(CheckIn.id) == id, *conditions)
    found = session.scalars(one.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    return found


def _mine(actor: Membership) -> Select[CheckIn]:
    in_group = select(col(GroupMember.group_id)).join(Group, col(Group.id) == GroupMember.group_id)
    in_group = in_group.where(col(GroupMember.membership_id) == actor.id, col(Group.deleted_at).is_(None))
    own = or_(
        col(CheckIn.created_by) == actor.id,
        col(CheckIn.invited_id) == actor.id,
        col(CheckIn.group_id).in_(in_group),
    )
    people = [joinedload(loaded(each)) for each in (CheckIn.creator, CheckIn.invited, CheckIn.group)]
    return select(CheckIn).where(col(CheckIn.workspace_id) == actor.workspace_id, own).options(*people)
