"""Assigning: a mentor asks one or several hires to hear a playlist. What becomes of it is domain/assignments.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.domain import assignments, days, notifications, playlist_grants, reverse_onboarding, rights
from app.errors import Forbidden, Invalid
from app.models import Assignment, Membership, NotificationKind, Playlist, Right

HIRES_MAX = 100


@dataclass(frozen=True)
class Assigned:
    """What asking came to: the new assignments, and who had the playlist on their path already."""

    made: list[Assignment]
    had: list[Membership]


def assign(
    session: Session,
    actor: Membership,
    playlist: Playlist,
    hires: Sequence[Membership],
    *,
    mentor: Membership | None = None,
    due_on: date | None = None,
    let_listen: bool = False,
) -> Assigned:
    """Put the playlist at the end of each hire's path. The mentor is the actor unless another one is named.

    Raises Invalid with the field `let_listen` when somebody may not hear it and the actor could let them.
    """
    mentor = mentor or actor
    # In one order for everybody, so that two who assign to the same people never wait for each other.
    hires = sorted({hire.id: hire for hire in hires}.values(), key=lambda hire: hire.id)
    _require_may_assign(session, actor, playlist, hires, mentor)
    due_on = days.checked(due_on, field="due_on") if due_on else None
    _check_people(session, playlist, hires, mentor)
    _let_listen(session, actor, playlist, hires, given=let_listen)
    asked = [_put(session, playlist, hire, mentor, due_on) for hire in hires]
    notifications.notify(
        session, [each.hire_id for each in asked if each], NotificationKind.ASSIGNED, by=actor, playlist_id=playlist.id
    )
    had = [hire for hire, made in zip(hires, asked, strict=True) if made is None]
    return Assigned([made for made in asked if made], had)


def _put(
    session: Session, playlist: Playlist, hire: Membership, mentor: Membership, due_on: date | None
) -> Assignment | None:
    """None when the playlist is on the path already."""
    assignments.lock_path(session, hire)
    if assignments.has(session, hire, playlist):
        return None
    last = select(func.max(col(Assignment.position))).where(col(Assignment.hire_id) == hire.id)
    position = session.scalars(last).one()
    made = Assignment(
        workspace_id=playlist.workspace_id,
        playlist_id=playlist.id,
        hire_id=hire.id,
        mentor_id=mentor.id,
        position=0 if position is None else position + 1,
        due_on=due_on,
    )
    session.add(made)
    session.flush()
    reverse_onboarding.schedule(session, playlist, hire=hire, mentor=mentor)
    return assignments.get(session, mentor, made.id)


def _require_may_assign(
    session: Session, actor: Membership, playlist: Playlist, hires: Sequence[Membership], mentor: Membership
) -> None:
    if assignments.may_assign(session, actor, playlist):
        return
    if mentor.id != actor.id or not {hire.id for hire in hires} <= assignments.hire_ids(session, actor):
        raise Forbidden("Ask whoever may edit this playlist, or an admin: they put it on somebody's path.")


def _check_people(session: Session, playlist: Playlist, hires: Sequence[Membership], mentor: Membership) -> None:
    if not hires or len(hires) > HIRES_MAX:
        raise Invalid(f"Please choose who should hear it, up to {HIRES_MAX} people at once.", field="hire_ids")
    for person in (*hires, mentor):
        if person.deactivated_at:
            raise Invalid(f"{person.person.name} is no longer in this workspace.", field="hire_ids")
    if mentor.id in {hire.id for hire in hires}:
        raise Invalid("Nobody is their own mentor. Choose somebody else for one of the two.", field="hire_ids")
    if mentor.is_guest or rights.right_on(session, mentor, playlist) is None:
        raise Invalid(f"{mentor.person.name} cannot be the mentor: they may not hear this playlist.", field="mentor_id")


def _let_listen(
    session: Session, actor: Membership, playlist: Playlist, hires: Sequence[Membership], *, given: bool
) -> None:
    """Give the right to those without one, or refuse with a sentence that says how it could be given."""
    without = [hire for hire in hires if rights.right_on(session, hire, playlist) is None]
    if not without:
        return
    names = ", ".join(hire.person.name for hire in without)
    if not rights.includes(rights.right_on(session, actor, playlist), Right.EDIT):
        raise Invalid(f"{names}: no right to hear this yet. Whoever edits the playlist can give it.", field="hire_ids")
    if not given:
        raise Invalid(f"{names}: no right to hear this yet. You can give it in the same step.", field="let_listen")
    for hire in without:
        playlist_grants.grant(session, playlist, Right.LISTEN, to=hire)
