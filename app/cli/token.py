"""`lorecast token`: a bearer token for programs, alone on stdout."""

from typing import Annotated

import typer

from app import db
from app.cli.place import Data, reach
from app.cli.who import Email, WorkspaceName, member
from app.domain import tokens

Name = Annotated[str, typer.Option(help="What the token is for, as shown in the member's list of tokens.")]


def command(email: Email, workspace: WorkspaceName = None, name: Name = "Command line", data: Data = None) -> None:
    """Print an API token that acts as this member. It is shown only now."""
    reach(data)
    with db.transaction() as session:
        secret = tokens.issue(session, member(session, email=email, workspace=workspace), name=name)
    typer.echo(secret)
