"""The course of a check-in: topics before it, notes after it, the next one. Finding one is domain/check_ins.py."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import check_ins, days
from app.errors import Invalid, StaleVersion
from app.models import CheckIn, Membership
from app.models.base import now

NOTES_MAX_CHARS = 10_000
WEEKS_BETWEEN = (1, 2)


def add_topic(session: Session, check_in: CheckIn, topic: str) -> None:
    """Put one more line under the topics. Two people adding at once lose nothing."""
    topic = " ".join(topic.split())
    if not topic:
        raise Invalid("What would you like to talk about?", field="topic")
    _lock(session, check_in)
    try:
        check_in.topics = check_ins.checked_topics(f"{check_in.topics}\n{topic}")
    except Invalid as refusal:
        raise Invalid(refusal.sentence, field="topic") from None
    check_in.version += 1


def edit(
    session: Session,
    actor: Membership,
    check_in: CheckIn,
    *,
    held_on: date,
    topics: str,
    notes: str,
    version: int | None = None,
) -> None:
    """Raises StaleVersion when somebody else changed it in between. A new day is told to the others."""
    _lock(session, check_in)
    if version is not None and version != check_in.version:
        raise StaleVersion(current=check_in.topics)
    topics, notes, moved = check_ins.checked_topics(topics), _checked_notes(notes), held_on != check_in.held_on
    check_in.held_on, check_in.topics, check_in.notes = days.checked(held_on, field="held_on"), topics, notes
    check_in.version += 1
    if moved:
        check_ins.tell(session, actor, check_in)


def finish(session: Session, check_in: CheckIn, *, notes: str | None = None) -> None:
    """It took place; notes may be left or changed at any time. Idempotent."""
    _lock(session, check_in)
    if notes is not None:
        check_in.notes = _checked_notes(notes)
        check_in.version += 1
    check_in.done_at = check_in.done_at or now()


def reopen(check_in: CheckIn) -> None:
    """Undo `finish`; the notes stay."""
    check_in.done_at = None


def proposed_days(check_in: CheckIn) -> list[date]:
    """When the next one could be: one or two weeks after this one, and never in the past."""
    first = max(check_in.held_on, now().date())
    return [first + timedelta(weeks=weeks) for weeks in WEEKS_BETWEEN]


def following(session: Session, actor: Membership, check_in: CheckIn) -> CheckIn | None:
    """The next one, when it was agreed at this one."""
    found = session.scalars(
        select(CheckIn).where(col(CheckIn.follows_id) == check_in.id, col(CheckIn.removed_at).is_(None))
    ).first()
    return check_ins.get(session, actor, found.id) if found else None


def follow(session: Session, actor: Membership, check_in: CheckIn, *, held_on: date) -> CheckIn:
    """The next one with the same people. Asked again, it is the same one on another day."""
    _lock(session, check_in)
    made = session.scalars(select(CheckIn).where(col(CheckIn.follows_id) == check_in.id)).first()
    made = made or CheckIn(
        workspace_id=check_in.workspace_id,
        created_by=check_in.created_by,
        invited_id=check_in.invited_id,
        group_id=check_in.group_id,
        follows_id=check_in.id,
        held_on=held_on,
    )
    made.held_on, made.removed_at = days.checked(held_on, field="held_on"), None
    session.add(made)
    return check_ins.announced(session, actor, made)


def _lock(session: Session, check_in: CheckIn) -> None:
    session.refresh(check_in, ["version", "topics", "notes", "held_on", "done_at"], with_for_update={"of": CheckIn})


def _checked_notes(notes: str) -> str:
    if len(notes.strip()) > NOTES_MAX_CHARS:
        raise Invalid(f"Please keep the notes under {NOTES_MAX_CHARS} characters.", field="notes")
    return notes.strip()
