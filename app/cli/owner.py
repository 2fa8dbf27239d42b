"""`lorecast owner`: the first owner without a browser, or an owner for one more workspace."""

import secrets
import sys
from typing import Annotated

import typer
from sqlmodel import Session

from app import db
from app.cli.place import Data, reach
from app.cli.who import Email, find_workspace
from app.domain import invitations, memberships, people, workspaces
from app.models import Person, Role

Name = Annotated[str, typer.Option(help="How the owner is called.")]
Workspace = Annotated[str, typer.Option(help="The workspace; made if there is none of that name.")]
Password = Annotated[str | None, typer.Option(help="Without it you are asked, or a password is made and shown.")]


def command(
    email: Email,
    name: Name,
    workspace: Workspace = invitations.FIRST_WORKSPACE,
    password: Password = None,
    data: Data = None,
) -> None:
    """Make somebody the owner of a workspace. Whoever is already registered keeps their name and password."""
    reach(data)
    with db.transaction() as session:
        waiting = workspaces.awaiting_owner(session)
        person, made = _person(session, email, name, password)
        place = find_workspace(session, workspace) or waiting or workspaces.found(session, name=workspace)
        if place is waiting:
            place.name = workspaces.checked_name(workspace)
        db.enter(session, workspace_id=place.id)
        memberships.join(session, place.id, person, Role.OWNER)
        typer.echo(f"{person.name} <{person.email}> owns “{place.name}”.")
    if made is not None:
        typer.echo(f"Password: {made}")


def _person(session: Session, email: str, name: str, password: str | None) -> tuple[Person, str | None]:
    """The person, and the password if one had to be made up for them."""
    known = people.find(session, email)
    if known is not None:
        return known, None
    if password is None and sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    made = None if password else secrets.token_urlsafe(12)
    return people.register(session, email=email, name=name, password=password or made), made
