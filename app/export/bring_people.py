"""People, groups, words and templates of an export, into a workspace. Whoever is there already stays as they are."""

from dataclasses import dataclass, field
from uuid import UUID, uuid5

from sqlmodel import Session, col, func, select

from app.domain import invitations, memberships, people
from app.errors import Invalid
from app.export.documents import PersonDoc
from app.export.reading import Reading
from app.models import Group, GroupMember, Membership, Role, Template, Term, Workspace


@dataclass
class Team:
    """A workspace that an export goes into: who is who there. `invited`: name, address and link of those let in."""

    place: Workspace
    came_from: UUID
    members: dict[UUID, UUID] = field(default_factory=dict)
    groups: dict[UUID, UUID] = field(default_factory=dict)
    invited: list[tuple[str, str, str]] = field(default_factory=list)

    def id(self, told: UUID) -> UUID:
        """The id here: the same where it comes from, else one that a second import finds again."""
        return told if self.came_from == self.place.id else uuid5(self.place.id, str(told))

    def id_or_none(self, told: UUID | None) -> UUID | None:
        return self.id(told) if told else None

    def member(self, told: UUID) -> UUID:
        return self._known(self.members, told, "people.json has no person")

    def member_or_none(self, told: UUID | None) -> UUID | None:
        return self.member(told) if told else None

    def group(self, told: UUID) -> UUID:
        return self._known(self.groups, told, "groups.json has no group")

    def _known(self, known: dict[UUID, UUID], told: UUID, words: str) -> UUID:
        if told not in known:
            raise Invalid(f"{words} {told}.")
        return known[told]


def bring(session: Session, team: Team, export: Reading) -> None:
    """In the workspace that the session has entered. May be repeated."""
    is_new = memberships.owner(session, team.place.id) is None
    for told in export.people():
        member = _member(session, team, told, is_new=is_new)
        team.members[told.id] = member.id
        if member.person.password_hash is None and member.deactivated_at is None:
            path = "/invitations/" + invitations.let_in(session, member)
            team.invited.append((member.person.name, member.person.email, path))
    _bring_groups(session, team, export)
    _bring_words(session, team, export)
    _bring_templates(session, team, export)


def _member(session: Session, team: Team, told: PersonDoc, *, is_new: bool) -> Membership:
    """Matched by address. Into a team that is there already nobody comes as its owner or admin."""
    person = people.find(session, told.email) or people.register(
        session, email=told.email, name=told.name, password=None
    )
    held = session.exec(select(Membership).where(Membership.person_id == person.id)).first()
    if held is not None:
        return held
    is_small = is_new or told.role not in (Role.OWNER, Role.ADMIN)
    member = memberships.join(session, team.place.id, person, told.role if is_small else Role.MEMBER)
    member.title, member.superpowers = told.title, "\n".join(told.superpowers)
    member.deactivated_at = told.left_at
    session.flush()
    return member


def _bring_groups(session: Session, team: Team, export: Reading) -> None:
    for told in export.groups():
        same = select(Group).where(func.lower(Group.name) == told.name.lower(), col(Group.deleted_at).is_(None))
        group = session.exec(same).first()
        if group is None:
            group = Group(id=team.id(told.id), workspace_id=team.place.id, name=told.name, kind=told.kind)
            session.add(group)
            session.flush()
        team.groups[told.id] = group.id
        in_it = set(session.exec(select(GroupMember.membership_id).where(GroupMember.group_id == group.id)))
        for id in map(team.member, told.members):
            if id not in in_it:
                session.add(GroupMember(workspace_id=team.place.id, group_id=group.id, membership_id=id))
                session.flush()


def _bring_words(session: Session, team: Team, export: Reading) -> None:
    living = select(func.lower(Term.spelling)).where(col(Term.removed_at).is_(None))
    known = set(session.exec(living))
    for told in export.vocabulary():
        if told.spelling.lower() not in known:
            by = team.member_or_none(told.taught_by)
            session.add(Term(workspace_id=team.place.id, spelling=told.spelling, taught_by=by))
            session.flush()


def _bring_templates(session: Session, team: Team, export: Reading) -> None:
    for told in export.templates():
        if session.get(Template, team.id(told.id)) is None:
            cards = [{"title": card.title, "prompt": card.prompt} for card in told.cards]
            same = told.model_dump(include={"kind", "title", "description", "guidelines", "created_at"})
            session.add(
                Template(
                    **same,
                    id=team.id(told.id),
                    workspace_id=team.place.id,
                    created_by=team.member(told.created_by),
                    cards=cards,
                )
            )
