"""Everything that people changed in the transcript of a track: who, what, when, the newest first."""

from dataclasses import dataclass

from sqlalchemy import exists, select, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.domain import cursors
from app.models import Confirmation, Correction, Membership, Person, Segment, Track

PAGE_MAX = 50
CONFIRMED_MAX = 200


@dataclass(frozen=True)
class Change:
    """`is_last`: nobody has changed the sentence since, so this can be undone."""

    correction: Correction
    segment: Segment
    name: str
    is_last: bool


@dataclass(frozen=True)
class Confirmed:
    """A doubtful word that somebody said is right."""

    confirmation: Confirmation
    segment: Segment
    name: str


@dataclass(frozen=True)
class Page:
    items: list[Change]
    next_cursor: str | None


def changes(session: Session, track: Track, *, cursor: str | None = None) -> Page:
    """The corrections of a track, which the caller has checked may be heard."""
    later = aliased(Correction)
    newer = tuple_(later.created_at, later.id) > tuple_(col(Correction.created_at), col(Correction.id))
    is_last = ~exists().where(later.segment_id == col(Correction.segment_id), newer)  # type: ignore[arg-type]
    query = (
        select(Correction, Segment, Person.name, is_last)  # type: ignore[call-overload]
        .join(Segment, col(Segment.id) == col(Correction.segment_id))
        .join(Membership, col(Membership.id) == col(Correction.corrected_by))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Segment.track_id) == track.id, col(Segment.cut_at).is_(None))
        .order_by(col(Correction.created_at).desc(), col(Correction.id).desc())
    )
    if cursor:
        query = query.where(tuple_(col(Correction.created_at), col(Correction.id)) < cursors.moment(cursor))
    found = [Change(*row) for row in session.execute(query.limit(PAGE_MAX + 1))]
    more = len(found) > PAGE_MAX
    return Page(found[:PAGE_MAX], cursors.behind(found[PAGE_MAX - 1].correction) if more else None)


def confirmed(session: Session, track: Track) -> list[Confirmed]:
    """The newest of the doubtful words that people said are right."""
    query = (
        select(Confirmation, Segment, Person.name)  # type: ignore[call-overload]
        .join(Segment, col(Segment.id) == col(Confirmation.segment_id))
        .join(Membership, col(Membership.id) == col(Confirmation.confirmed_by))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .where(col(Segment.track_id) == track.id, col(Segment.cut_at).is_(None))
        .order_by(col(Confirmation.created_at).desc(), col(Confirmation.id))
    )
    return [Confirmed(*row) for row in session.execute(query.limit(CONFIRMED_MAX))]
