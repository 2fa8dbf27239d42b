"""Help calls: where a hire needs help, and what the mentor answers."""

import uuid

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import assignments, help_calls
from app.routes.api.assignment_shapes import HelpCallShape
from app.routes.api.once import OnlyOnce

router = APIRouter(tags=["onboarding"])


class NewHelpCall(BaseModel):
    track_id: uuid.UUID
    sentence: str = Field(default="", max_length=5_000)


class HelpAnswer(BaseModel):
    answer: str = Field(default="", max_length=5_000)


class HelpCalls(BaseModel):
    items: list[HelpCallShape]
    next_cursor: str | None = None


@router.get("/assignments/{id}/help-calls")
def index(id: Id, session: Db, actor: Actor) -> HelpCalls:
    """Where the hire asked for help, oldest first; for the hire and the mentor."""
    found = help_calls.of(session, actor, [assignments.get(session, actor, id)])
    return HelpCalls(items=[HelpCallShape.of(call) for call in found.get(id, [])])


@router.post("/assignments/{id}/help-calls", status_code=201, response_model=HelpCallShape)
def create(id: Id, sent: NewHelpCall, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """The hire says "I need help here" at a track. While it is open, saying it again changes the sentence."""

    def make() -> HelpCallShape:
        assignment = assignments.get_as_hire(session, actor, id)
        return HelpCallShape.of(help_calls.call(session, actor, assignment, sent.track_id, sentence=sent.sentence))

    return once(sent, make)


@router.get("/help-calls/{id}")
def show(id: Id, session: Db, actor: Actor) -> HelpCallShape:
    return HelpCallShape.of(help_calls.get(session, actor, id))


@router.delete("/help-calls/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """The hire takes it back. It can be restored for 30 days."""
    help_calls.withdraw(session, actor, id)


@router.post("/help-calls/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> HelpCallShape:
    """Undo taking it back."""
    return HelpCallShape.of(help_calls.restore(session, actor, id))


@router.put("/help-calls/{id}/answer")
def answer(id: Id, sent: HelpAnswer, session: Db, actor: Actor) -> HelpCallShape:
    """The mentor answers, or, without words, says that they have helped."""
    return HelpCallShape.of(help_calls.answer(session, actor, id, answer=sent.answer))


@router.delete("/help-calls/{id}/answer")
def reopen(id: Id, session: Db, actor: Actor) -> HelpCallShape:
    """It is open again."""
    return HelpCallShape.of(help_calls.reopen(session, actor, id))
