"""The people of the demo as members of one workspace. They never join a workspace that is somebody else's."""

import re
import secrets
import unicodedata

from sqlalchemy import select
from sqlmodel import Session, col

from app.db import enter
from app.demo.story import Character, Story
from app.domain import groups, memberships, people, vocabulary, workspaces
from app.errors import Invalid
from app.models import GroupKind, Membership, Person, Role, Workspace

Team = dict[str, Membership]


def assemble(session: Session, story: Story, *, name: str, password: str | None) -> tuple[Team, str | None]:
    """Everybody by key, and the password they all got: the given one, or a made one in a new workspace, else None."""
    place, is_new = _workspace(session, story, name)
    team = {character.key: _member(session, place, character) for character in story.people}
    _gather(session, team, story)
    if is_new:
        terms = "\n".join(story.vocabulary)
        vocabulary.write_down(session, team[story.people[0].key], lines=terms)
        password = password or secrets.token_urlsafe(12)
    if password is not None:
        _set_password([member.person for member in team.values()], password)
    return team, password


def email(character: Character, workspace_name: str) -> str:
    """'Tomás Herrera' of “Brightwater” → 'tomas@brightwater.example'."""
    return f"{character.key}@{_slug(workspace_name)}.example"


def _workspace(session: Session, story: Story, name: str) -> tuple[Workspace, bool]:
    """The workspace of this name, and whether it is new. Raises Invalid when it is not a demo's."""
    wanted = name.strip().casefold()
    places = session.scalars(select(Workspace).order_by(col(Workspace.created_at)))
    found = next((place for place in places if place.name.casefold() == wanted), None)
    if found is None:
        return workspaces.found(session, name=name), True
    enter(session, workspace_id=found.id)
    owner = memberships.owner(session, found.id)
    if owner is None or owner.person.email != email(story.people[0], name):
        raise Invalid(f"“{found.name}” is not a demo. Choose another name with --workspace; it is made for the demo.")
    return found, False


def _member(session: Session, place: Workspace, character: Character) -> Membership:
    address = email(character, place.name)
    person = people.find(session, address)
    person = person or people.register(session, email=address, name=character.name, password=None)
    found = memberships.find(session, place.id, person.id)
    if found is None:
        found = memberships.join(session, place.id, person, Role(character.role))
        memberships.retitle(session, found, found, character.title)
        memberships.set_superpowers(session, found, found, "\n".join(character.superpowers))
    return found


def _gather(session: Session, team: Team, story: Story) -> None:
    """Departments and peers, where no group of that name is there yet."""
    owner = team[story.people[0].key]
    held = {card.group.name for card in groups.everyone(session, owner)}
    for crew in story.groups:
        if crew.name not in held:
            group = groups.create(session, owner, name=crew.name, kind=GroupKind(crew.kind))
            groups.remove(session, owner, group, owner)
            for key in crew.people:
                groups.add(session, owner, group, team[key])


def _set_password(everybody: list[Person], password: str) -> None:
    """One password, hashed once: hashing is made to be slow."""
    people.set_password(everybody[0], password)
    for person in everybody[1:]:
        person.password_hash = everybody[0].password_hash


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "demo"
