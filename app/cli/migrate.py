"""`lorecast migrate`: database and bucket as this version needs them."""

from pathlib import Path
from typing import Annotated

import typer

from app import db, logs
from app.cli.place import Data, reach
from app.domain import invitations
from app.objects import objects
from runtime.folder import write_private

OwnerLink = Annotated[Path | None, typer.Option(hidden=True, help="Where to leave the first owner's one-time path.")]


def command(data: Data = None, owner_link: OwnerLink = None) -> None:
    """Bring the database and the bucket up to date. Safe to run at any time, and by two machines at once."""
    reach(data)
    logs.configure()
    db.migrate()
    objects().ensure_bucket()
    if owner_link is not None:
        with db.transaction() as session:
            path = invitations.first_owner_link(session)
        if path is not None:
            write_private(owner_link, path)
