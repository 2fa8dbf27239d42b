"""Whom a command acts for: a member by email address, else the owner of the workspace."""

from typing import Annotated

import typer
from sqlalchemy import select
from sqlmodel import Session, col

from app.db import enter
from app.domain import memberships, people, workspaces
from app.errors import Invalid, NotFound
from app.models import Membership, Workspace

Email = Annotated[str, typer.Option(help="The member's email address.")]
AnyEmail = Annotated[str | None, typer.Option(help="The member's email address; without it the owner's.")]
WorkspaceName = Annotated[str | None, typer.Option(help="The workspace, if there are several.", show_default=False)]


def member(session: Session, *, email: str | None, workspace: str | None) -> Membership:
    """The member to act for; enters their workspace. Raises NotFound or Invalid with what to do."""
    if email is None:
        return _owner(session, _choose(_all(session), workspace))
    person = people.find(session, email)
    if person is None:
        raise NotFound(f"Nobody here has the address {email}. `lorecast invite` or `lorecast owner` let them in.")
    held = {place.id: membership for membership, place in workspaces.memberships_of(session, person)}
    chosen = _choose([place for place in _all(session) if place.id in held], workspace)
    enter(session, workspace_id=chosen.id, person_id=person.id)
    return held[chosen.id]


def find_workspace(session: Session, name: str) -> Workspace | None:
    """The workspace of that name, in any letter case."""
    return next((place for place in _all(session) if place.name.casefold() == name.strip().casefold()), None)


def _all(session: Session) -> list[Workspace]:
    living = select(Workspace).where(col(Workspace.deleted_at).is_(None))
    return list(session.scalars(living.order_by(col(Workspace.created_at))))


def _choose(places: list[Workspace], name: str | None) -> Workspace:
    fitting = [place for place in places if name is None or place.name.casefold() == name.strip().casefold()]
    if len(fitting) == 1:
        return fitting[0]
    if not places:
        raise NotFound("There is no workspace yet. Open the owner link, or use `lorecast owner`.")
    names = ", ".join(f"“{place.name}”" for place in places)
    raise Invalid(f"Say which workspace with --workspace: {names}.")


def _owner(session: Session, place: Workspace) -> Membership:
    enter(session, workspace_id=place.id)
    found = memberships.owner(session, place.id)
    if found is None:
        raise NotFound(f"“{place.name}” has no owner yet. Open the owner link, or use `lorecast owner`.")
    return found
