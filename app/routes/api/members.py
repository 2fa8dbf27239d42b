"""Members of the workspace."""

from fastapi import APIRouter
from pydantic import BaseModel

from app.deps import Actor, Db, Id
from app.domain import leaving, memberships
from app.domain.leaving import Fate
from app.routes.api.shapes import MemberShape

router = APIRouter(prefix="/members", tags=["people"])


class Members(BaseModel):
    items: list[MemberShape]
    next_cursor: str | None = None


@router.get("")
def index(session: Db, actor: Actor) -> Members:
    """Active members by name; a guest sees only themselves."""
    return Members(items=[MemberShape.of(member) for member in memberships.everyone(session, actor)])


@router.get("/{id}")
def show(id: Id, session: Db, actor: Actor) -> MemberShape:
    return MemberShape.of(memberships.get(session, actor, id))


@router.delete("/{id}", status_code=204)
def remove(id: Id, session: Db, actor: Actor, said: Fate = Fate.KEEP) -> None:
    """End a membership. `said`: what they said is kept under their name, or, for good, kept nameless or erased."""
    leaving.remove(session, actor, memberships.get(session, actor, id), said)
