"""Assignments: who is asked to hear which playlist, by whom, in which order. Progress is domain/shared_progress.py."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.domain import days, rights
from app.domain.undo import is_restorable
from app.errors import Forbidden, Invalid, NotFound
from app.models import Assignment, Membership, Person, Playlist, Right
from app.models.base import loaded, now


def may_assign(session: Session, actor: Membership, playlist: Playlist) -> bool:
    """Whether the actor may ask anybody: whoever edits the playlist, and admins who hear it."""
    held = rights.right_on(session, actor, playlist)
    return rights.includes(held, Right.EDIT) or (actor.is_admin and held is not None)


def hire_ids(session: Session, mentor: Membership) -> set[uuid.UUID]:
    """Whose mentor somebody is."""
    return set(
        session.scalars(select(col(Assignment.hire_id)).where(_living(), col(Assignment.mentor_id) == mentor.id))
    )


def mentor_ids(session: Session, hire: Membership) -> set[uuid.UUID]:
    """Who looks after somebody."""
    return set(session.scalars(select(col(Assignment.mentor_id)).where(_living(), col(Assignment.hire_id) == hire.id)))


def get(session: Session, actor: Membership, id: uuid.UUID) -> Assignment:
    """One of the actor's own, as the hire or as the mentor. Nobody else's, for admins neither."""
    return _one(session, _whole(actor).where(_living(), col(Assignment.id) == id, _mine(actor)))


def get_as_mentor(session: Session, actor: Membership, id: uuid.UUID) -> Assignment:
    """Raises Forbidden for the hire, who sees the assignment but does not change it."""
    found = get(session, actor, id)
    if found.mentor_id != actor.id:
        raise Forbidden("Only the mentor changes this.")
    return found


def get_as_hire(session: Session, actor: Membership, id: uuid.UUID) -> Assignment:
    """Raises Forbidden for the mentor: what the hire tells is the hire's to tell."""
    found = get(session, actor, id)
    if found.hire_id != actor.id:
        raise Forbidden("Only the person who was asked to listen decides this.")
    return found


def of_hire(session: Session, hire: Membership) -> list[Assignment]:
    """Somebody's path, in order, as far as they may hear it."""
    mine = _whole(hire).where(_living(), col(Assignment.hire_id) == hire.id)
    return list(session.scalars(mine.order_by(*_path_order())))


def of_mentor(session: Session, mentor: Membership) -> list[Assignment]:
    """What a mentor asked others to hear, by the hire's name and then in the order of their path."""
    mine = _whole(mentor).where(_living(), col(Assignment.mentor_id) == mentor.id)
    named = mine.join(Membership, col(Membership.id) == Assignment.hire_id).join(Person)
    active = named.where(col(Membership.deactivated_at).is_(None))
    return list(session.scalars(active.order_by(col(Person.name), col(Membership.id), *_path_order())))


def of_playlist(session: Session, actor: Membership, playlist: Playlist) -> list[Assignment]:
    """Who is asked to hear it: all for those who may assign it, else the actor's own. Says nothing of progress."""
    here = _whole(actor).where(_living(), col(Assignment.playlist_id) == playlist.id)
    if not may_assign(session, actor, playlist):
        here = here.where(_mine(actor))
    return list(session.scalars(here.order_by(col(Assignment.created_at), col(Assignment.id))))


def suggest(assignment: Assignment, *, due_on: date | None) -> None:
    """By when it would be good to have heard it; None is no day at all."""
    assignment.due_on = days.checked(due_on, field="due_on") if due_on else None


def move(session: Session, assignment: Assignment, to: int) -> None:
    """Put it at place `to` among what its mentor gave the hire, counted from 0; too large means last."""
    lock_path(session, assignment.hire)
    path = [step for step in of_hire(session, assignment.hire) if step.id != assignment.id]
    others = [step for step in path if step.mentor_id == assignment.mentor_id]
    to = min(max(to, 0), len(others))
    path.insert(path.index(others[to]) if to < len(others) else len(path), assignment)
    for position, step in enumerate(path):
        step.position = position


def remove(session: Session, actor: Membership, id: uuid.UUID) -> Assignment:
    """Take it off the path, and end what was shared. For the mentor and whoever may assign the playlist."""
    found = _managed(session, actor, id)
    found.removed_at, found.progress_shared_at = found.removed_at or now(), None
    return found


def restore(session: Session, actor: Membership, id: uuid.UUID) -> Assignment:
    """Undo a removal. Raises Invalid when the playlist was put on the path anew meanwhile."""
    found = _managed(session, actor, id)
    if not is_restorable(found.removed_at):
        raise NotFound
    lock_path(session, found.hire)
    if found.removed_at and has(session, found.hire, found.playlist):
        raise Invalid(f"{found.hire.person.name} has this playlist on their path again already.")
    found.removed_at = None
    return found


def lock_path(session: Session, hire: Membership) -> None:
    """Two people changing one path take turns. Not against the keys of rows that merely point at the member."""
    session.execute(select(col(Membership.id)).where(col(Membership.id) == hire.id).with_for_update(key_share=True))


def has(session: Session, hire: Membership, playlist: Playlist) -> bool:
    same = (col(Assignment.hire_id) == hire.id, col(Assignment.playlist_id) == playlist.id)
    return session.scalars(select(col(Assignment.id)).where(_living(), *same)).first() is not None


def _managed(session: Session, actor: Membership, id: uuid.UUID) -> Assignment:
    found = _one(session, _whole(actor).where(col(Assignment.id) == id))
    if actor.id == found.mentor_id or may_assign(session, actor, found.playlist):
        return found
    if actor.id == found.hire_id:
        raise Forbidden("Only the mentor takes this off your path.")
    raise NotFound


def _one(session: Session, found: Select[Assignment]) -> Assignment:
    one = session.scalars(found.execution_options(populate_existing=True)).first()
    if one is None:
        raise NotFound
    return one


def _whole(actor: Membership) -> Select[Assignment]:
    """Assignments of playlists that the actor may hear, with the playlist and both people."""
    people = [joinedload(loaded(each)) for each in (Assignment.playlist, Assignment.hire, Assignment.mentor)]
    audible = col(Assignment.playlist_id).in_(rights.visible_playlist_ids(actor))
    return select(Assignment).where(audible, col(Assignment.workspace_id) == actor.workspace_id).options(*people)


def _mine(actor: Membership) -> ColumnElement[bool]:
    return or_(col(Assignment.hire_id) == actor.id, col(Assignment.mentor_id) == actor.id)


def _living() -> ColumnElement[bool]:
    return col(Assignment.removed_at).is_(None)


def _path_order() -> tuple[Any, ...]:
    return (col(Assignment.position), col(Assignment.created_at), col(Assignment.id))
