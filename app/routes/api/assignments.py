"""Assignments: asking people to hear a playlist, and the hire's choice to share their progress."""

import uuid
from datetime import date
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import assigning, assignments, memberships, playlists, shared_progress
from app.models import Assignment, Membership
from app.routes.api.assignment_shapes import AssignmentShape
from app.routes.api.once import OnlyOnce

router = APIRouter(prefix="/assignments", tags=["onboarding"])


class NewAssignments(BaseModel):
    """The mentor is the sender unless `mentor_id` names another one; `let_listen` also gives the right to hear it."""

    playlist_id: uuid.UUID
    hire_ids: list[uuid.UUID] = Field(min_length=1, max_length=assigning.HIRES_MAX)
    mentor_id: uuid.UUID | None = None
    due_on: date | None = None
    let_listen: bool = False


class AssignmentChange(BaseModel):
    """What is left out stays; `due_on` null means no day. `position` counts from 0 among the mentor's own."""

    due_on: date | None = None
    position: int | None = None


class Assignments(BaseModel):
    items: list[AssignmentShape]
    next_cursor: str | None = None


class MadeAssignments(BaseModel):
    """`had_ids`: who had the playlist on their path already."""

    items: list[AssignmentShape]
    had_ids: list[uuid.UUID]


@router.get("")
def index(session: Db, actor: Actor, role: Literal["hire", "mentor"] = "hire") -> Assignments:
    """The member's own path in order; as `mentor`, what they asked others to hear."""
    if role == "hire":
        return Assignments(items=[AssignmentShape.of(each) for each in assignments.of_hire(session, actor)])
    asked = assignments.of_mentor(session, actor)
    shared = shared_progress.of(session, actor, asked)
    return Assignments(items=[AssignmentShape.of(each, shared.get(each.id)) for each in asked])


@router.post("", status_code=201, response_model=MadeAssignments)
def create(sent: NewAssignments, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Ask one or several people to hear a playlist; it goes to the end of each one's path."""
    return once(sent, lambda: _make(session, actor, sent))


@router.get("/{id}")
def show(id: Id, session: Db, actor: Actor) -> AssignmentShape:
    """For its hire and its mentor."""
    return _shape(session, actor, assignments.get(session, actor, id))


@router.patch("/{id}")
def change(id: Id, sent: AssignmentChange, session: Db, actor: Actor) -> AssignmentShape:
    """The mentor suggests another day, or gives it another place on the path."""
    assignment = assignments.get_as_mentor(session, actor, id)
    if "due_on" in sent.model_fields_set:
        assignments.suggest(assignment, due_on=sent.due_on)
    if sent.position is not None:
        assignments.move(session, assignment, sent.position)
    return _shape(session, actor, assignment)


@router.delete("/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Take it off the path, which also ends the sharing of progress. It can be restored for 30 days."""
    assignments.remove(session, actor, id)


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> AssignmentShape:
    """Undo a removal. Progress is shared again only when the hire says so again."""
    return AssignmentShape.of(assignments.restore(session, actor, id))


@router.put("/{id}/sharing")
def share(id: Id, session: Db, actor: Actor) -> AssignmentShape:
    """The hire lets the mentor see which tracks of this playlist they have heard."""
    assignment = assignments.get_as_hire(session, actor, id)
    shared_progress.share(assignment)
    return AssignmentShape.of(assignment)


@router.delete("/{id}/sharing", status_code=204)
def keep(id: Id, session: Db, actor: Actor) -> None:
    """The hire takes that back, at once."""
    shared_progress.keep(assignments.get_as_hire(session, actor, id))


def _make(session: Db, actor: Membership, sent: NewAssignments) -> MadeAssignments:
    made = assigning.assign(
        session,
        actor,
        playlists.get(session, actor, sent.playlist_id),
        [memberships.get(session, actor, id) for id in sent.hire_ids],
        mentor=memberships.get(session, actor, sent.mentor_id) if sent.mentor_id else None,
        due_on=sent.due_on,
        let_listen=sent.let_listen,
    )
    return MadeAssignments(
        items=[AssignmentShape.of(each) for each in made.made], had_ids=[hire.id for hire in made.had]
    )


def _shape(session: Db, actor: Membership, assignment: Assignment) -> AssignmentShape:
    return AssignmentShape.of(assignment, shared_progress.of(session, actor, [assignment]).get(assignment.id))
