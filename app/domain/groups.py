"""Groups: departments, kept by admins, and peer groups, kept by the people in them. Rights may be given to a group."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from app.domain import rights
from app.domain.undo import is_restorable
from app.errors import Forbidden, Invalid, NotFound
from app.models import Group, GroupKind, GroupMember, Membership, Person, Playlist, PlaylistGrant
from app.models.base import now

NAME_MAX_CHARS = 200


@dataclass
class GroupCard:
    """A group and its active members by name."""

    group: Group
    members: list[Membership] = field(default_factory=list)


def create(session: Session, actor: Membership, *, name: str, kind: GroupKind) -> Group:
    """A new group. Admins make departments; members make peer groups, and are the first in theirs."""
    if actor.is_guest or (kind == GroupKind.DEPARTMENT and not actor.is_admin):
        raise Forbidden("Only the owner and admins make departments.")
    group = Group(workspace_id=actor.workspace_id, name=_free_name(session, actor, name), kind=kind)
    session.add(group)
    session.flush()
    if kind == GroupKind.PEERS:
        _put(session, group, actor)
    return group


def everyone(session: Session, actor: Membership) -> list[GroupCard]:
    """Every group with its members, departments first; a guest sees only groups they are in."""
    shown = _visible(actor).order_by(col(Group.kind), col(Group.name), col(Group.id))
    cards = {group.id: GroupCard(group) for group in session.scalars(shown).all()}
    for group_id, found in _members(session, list(cards)).items():
        cards[group_id].members = found
    return list(cards.values())


def get(session: Session, actor: Membership, id: uuid.UUID) -> Group:
    """A group the actor may see. Raises NotFound."""
    found = session.scalars(_visible(actor).where(col(Group.id) == id)).first()
    if found is None:
        raise NotFound
    return found


def members(session: Session, actor: Membership, group: Group) -> list[Membership]:
    """The active members by name."""
    return _members(session, [group.id])[group.id]


def of(session: Session, actor: Membership, member: Membership) -> list[Group]:
    """The groups somebody is in, as far as the actor may see them."""
    theirs = select(col(GroupMember.group_id)).where(col(GroupMember.membership_id) == member.id)
    return list(session.scalars(_visible(actor).where(col(Group.id).in_(theirs)).order_by(col(Group.name))))


def opens(session: Session, actor: Membership, group: Group) -> list[Playlist]:
    """The playlists the group has a right on, as far as the actor may see them."""
    granted = select(col(PlaylistGrant.playlist_id)).where(col(PlaylistGrant.group_id) == group.id)
    shown = select(Playlist).where(
        col(Playlist.id).in_(granted), col(Playlist.id).in_(rights.visible_playlist_ids(actor))
    )
    return list(session.scalars(shown.order_by(col(Playlist.title))))


def may_change(session: Session, actor: Membership, group: Group) -> bool:
    """Admins change every group; a peer group is also changed by whoever is in it, guests excepted."""
    if actor.is_admin:
        return True
    return group.kind == GroupKind.PEERS and not actor.is_guest and actor in members(session, actor, group)


def rename(session: Session, actor: Membership, group: Group, name: str) -> None:
    """Raises Invalid when another group has this name."""
    _require_change(session, actor, group)
    if name.strip().lower() != group.name.lower():
        _free_name(session, actor, name)
    group.name = _checked(name)


def add(session: Session, actor: Membership, group: Group, member: Membership) -> None:
    """Put somebody who is still here in: from now on they hear what the group hears. Idempotent."""
    _require_change(session, actor, group)
    _put(session, group, member)


def remove(session: Session, actor: Membership, group: Group, member: Membership) -> None:
    """Take somebody out; everybody may leave a peer group by themselves. Idempotent."""
    if not (member.id == actor.id and group.kind == GroupKind.PEERS):
        _require_change(session, actor, group)
    place = (col(GroupMember.group_id) == group.id, col(GroupMember.membership_id) == member.id)
    session.execute(delete(GroupMember).where(*place))


def close(session: Session, actor: Membership, group: Group) -> None:
    """Delete it: nobody hears a playlist by this group any more. It can be restored for 30 days."""
    _require_change(session, actor, group)
    group.deleted_at = group.deleted_at or now()


def restore(session: Session, actor: Membership, id: uuid.UUID) -> Group:
    """Undo a deletion, members and rights included. Raises Invalid when its name was given away meanwhile."""
    group = session.get(Group, id)
    if group is None or group.workspace_id != actor.workspace_id or not is_restorable(group.deleted_at):
        raise NotFound
    if not may_change(session, actor, group):
        raise NotFound
    if group.deleted_at:
        _free_name(session, actor, group.name)
    group.deleted_at = None
    return group


def _visible(actor: Membership) -> Select[Group]:
    living = select(Group).where(col(Group.workspace_id) == actor.workspace_id, col(Group.deleted_at).is_(None))
    if not actor.is_guest:
        return living
    mine = select(col(GroupMember.group_id)).where(col(GroupMember.membership_id) == actor.id)
    return living.where(col(Group.id).in_(mine))


def _members(session: Session, group_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Membership]]:
    rows = session.execute(
        select(col(GroupMember.group_id), Membership)
        .join(Membership, col(Membership.id) == GroupMember.membership_id)
        .join(Person, col(Person.id) == Membership.person_id)
        .where(col(GroupMember.group_id).in_(group_ids), col(Membership.deactivated_at).is_(None))
        .order_by(col(Person.name), col(Membership.id))
    )
    found: dict[uuid.UUID, list[Membership]] = defaultdict(list)
    for group_id, member in rows:
        found[group_id].append(member)
    return found


def _put(session: Session, group: Group, member: Membership) -> None:
    place = {"workspace_id": group.workspace_id, "group_id": group.id, "membership_id": member.id}
    session.execute(insert(GroupMember).values(id=uuid.uuid4(), **place).on_conflict_do_nothing())


def _require_change(session: Session, actor: Membership, group: Group) -> None:
    if not may_change(session, actor, group):
        raise Forbidden("Only the owner and admins change this group, and in a peer group whoever is in it.")


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > NAME_MAX_CHARS:
        raise Invalid(f"Please give the group a name of at most {NAME_MAX_CHARS} characters.", field="name")
    return name


def _free_name(session: Session, actor: Membership, name: str) -> str:
    """The name, when no living group has it. The unique index has the last word when two are faster than one look."""
    name = _checked(name)
    same = select(col(Group.id)).where(
        col(Group.workspace_id) == actor.workspace_id,
        col(Group.deleted_at).is_(None),
        func.lower(col(Group.name)) == name.lower(),
    )
    if session.scalars(same).first():
        raise Invalid(f"There is already a group called “{name}”.", field="name")
    return name
