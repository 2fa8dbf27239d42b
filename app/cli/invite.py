"""`lorecast invite`: a membership offered by a link."""

from typing import Annotated

import typer

from app import db
from app.cli.place import Data, reach
from app.cli.who import WorkspaceName, member
from app.config import settings
from app.domain import invitations
from app.models import Role

For = Annotated[str | None, typer.Option("--email", help="Only this address may accept.")]
InRole = Annotated[Role, typer.Option(help="What they will be.")]


def command(email: For = None, role: InRole = Role.MEMBER, workspace: WorkspaceName = None, data: Data = None) -> None:
    """Print a link that makes whoever opens it a member."""
    running = reach(data)
    address = settings().base_url or (running.address if running else "")
    with db.transaction() as session:
        owner = member(session, email=None, workspace=workspace)
        token = invitations.invite(session, owner, role=role, email=email)
    typer.echo(f"{address.rstrip('/')}/invitations/{token}")
