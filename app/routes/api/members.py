"""Members of the workspace."""

from fastapi import APIRouter
from pydantic import BaseModel

from app.deps import Actor, Db, Id
from app.domain import memberships
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
