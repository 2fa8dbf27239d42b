"""Groups: departments and peers, and who is in them."""

import uuid

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from app.deps import Actor, Db, Id
from app.domain import groups, memberships
from app.models import Group, GroupKind, Membership
from app.routes.api.once import OnlyOnce
from app.routes.api.shapes import MemberShape

router = APIRouter(prefix="/groups", tags=["people"])


class NewGroup(BaseModel):
    name: str = Field(max_length=1_000)
    kind: GroupKind = GroupKind.PEERS


class GroupChange(BaseModel):
    name: str = Field(max_length=1_000)


class NewGroupMember(BaseModel):
    member_id: uuid.UUID


class GroupShape(BaseModel):
    id: uuid.UUID
    name: str
    kind: str
    members: list[MemberShape]

    @classmethod
    def of(cls, group: Group, members: list[Membership]) -> "GroupShape":
        return cls(id=group.id, name=group.name, kind=group.kind, members=[MemberShape.of(one) for one in members])


class Groups(BaseModel):
    items: list[GroupShape]
    next_cursor: str | None = None


@router.get("")
def index(session: Db, actor: Actor) -> Groups:
    """Every group with its active members; a guest sees only the groups they are in."""
    return Groups(items=[GroupShape.of(card.group, card.members) for card in groups.everyone(session, actor)])


@router.post("", status_code=201, response_model=GroupShape)
def create(sent: NewGroup, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Admins make departments; members make peer groups and are the first in theirs."""
    return once(sent, lambda: _shape(session, actor, groups.create(session, actor, name=sent.name, kind=sent.kind)))


@router.get("/{id}")
def show(id: Id, session: Db, actor: Actor) -> GroupShape:
    return _shape(session, actor, groups.get(session, actor, id))


@router.patch("/{id}")
def change(id: Id, sent: GroupChange, session: Db, actor: Actor) -> GroupShape:
    """Rename."""
    group = groups.get(session, actor, id)
    groups.rename(session, actor, group, sent.name)
    return _shape(session, actor, group)


@router.delete("/{id}", status_code=204)
def delete(id: Id, session: Db, actor: Actor) -> None:
    """Nobody hears a playlist through this group any more; it can be restored for 30 days."""
    groups.close(session, actor, groups.get(session, actor, id))


@router.post("/{id}/restore")
def restore(id: Id, session: Db, actor: Actor) -> GroupShape:
    """Undo a deletion."""
    return _shape(session, actor, groups.restore(session, actor, id))


@router.post("/{id}/members", status_code=201, response_model=GroupShape)
def add(id: Id, sent: NewGroupMember, session: Db, actor: Actor, once: OnlyOnce) -> Response:
    """Put somebody in. Whoever is in already stays."""

    def make() -> GroupShape:
        group = groups.get(session, actor, id)
        groups.add(session, actor, group, memberships.get(session, actor, sent.member_id))
        return _shape(session, actor, group)

    return once(sent, make)


@router.delete("/{id}/members/{member_id}", status_code=204)
def remove(id: Id, member_id: uuid.UUID, session: Db, actor: Actor) -> None:
    """Take somebody out; everybody may leave a peer group."""
    group = groups.get(session, actor, id)
    groups.remove(session, actor, group, memberships.get(session, actor, member_id))


def _shape(session: Db, actor: Membership, group: Group) -> GroupShape:
    return GroupShape.of(group, groups.members(session, actor, group))
