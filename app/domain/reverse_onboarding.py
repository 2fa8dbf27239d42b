"""Reverse onboarding: on a chosen day a hire is asked for a playlist on what they know; the team hears of it."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app.domain import days
from app.errors import Conflict, NotFound
from app.models import Assignment, Membership, Playlist, PlaylistKind, ReverseOnboarding
from app.models.base import now

ASKS_BACK_AFTER = timedelta(days=30)


def schedule(session: Session, playlist: Playlist, *, hire: Membership, mentor: Membership) -> None:
    """Choose the day when somebody gets their first onboarding playlist. Guests make no playlists and are not asked."""
    if playlist.kind != PlaylistKind.ONBOARDING or hire.is_guest:
        return
    key = {"id": uuid.uuid4(), "workspace_id": hire.workspace_id, "hire_id": hire.id, "mentor_id": mentor.id}
    first = insert(ReverseOnboarding).values(**key, asks_back_on=now().date() + ASKS_BACK_AFTER)
    session.execute(first.on_conflict_do_nothing(index_elements=["hire_id"]))


def of(session: Session, mentor: Membership, hire_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, ReverseOnboarding]:
    """By hire, for those hires whose mentor this is."""
    theirs = select(ReverseOnboarding).where(col(ReverseOnboarding.hire_id).in_(hire_ids), _looked_after_by(mentor))
    return {each.hire_id: each for each in session.scalars(theirs)}


def get(session: Session, mentor: Membership, id: uuid.UUID) -> ReverseOnboarding:
    """For every mentor of the hire. Raises NotFound."""
    one = select(ReverseOnboarding).where(col(ReverseOnboarding.id) == id, _looked_after_by(mentor))
    found = session.scalars(one.with_for_update()).first()
    if found is None:
        raise NotFound
    return found


def choose_day(found: ReverseOnboarding, asks_back_on: date | None) -> None:
    """Move the day; None asks never. Raises Conflict once the hire has been asked."""
    if found.asked_at:
        raise Conflict("They have been asked already.")
    found.asks_back_on = days.checked(asks_back_on, field="asks_back_on") if asks_back_on else None


def _looked_after_by(mentor: Membership) -> ColumnElement[bool]:
    theirs = select(col(Assignment.hire_id)).where(col(Assignment.mentor_id) == mentor.id)
    return col(ReverseOnboarding.hire_id).in_(theirs.where(col(Assignment.removed_at).is_(None)))
