"""`lorecast workspace`: which there are, deleting one, and bringing one back."""

from enum import StrEnum
from typing import Annotated

import typer
from sqlalchemy import select
from sqlmodel import Session, col

from app import db
from app.cli.place import Data, reach
from app.domain import undo, workspace_ends
from app.errors import Invalid, NotFound
from app.models import Workspace


class Deed(StrEnum):
    LIST = "list"
    DELETE = "delete"
    RESTORE = "restore"


What = Annotated[Deed, typer.Argument(help="What to do.")]
Name = Annotated[str | None, typer.Argument(help="The workspace, by its name.", show_default=False)]
ForGood = Annotated[bool, typer.Option("--for-good", help="Nobody can bring it back: the next purge removes it.")]


def command(deed: What = Deed.LIST, name: Name = None, for_good: ForGood = False, data: Data = None) -> None:
    """List the workspaces, delete one with everything in it, or bring a deleted one back."""
    reach(data)
    with db.transaction() as session:
        if deed is Deed.LIST:
            _show(session)
        elif deed is Deed.DELETE:
            _delete(session, name, for_good=for_good)
        else:
            _restore(session, name)


def _show(session: Session) -> None:
    for place in session.scalars(select(Workspace).order_by(col(Workspace.created_at))):
        state = f"deleted on {place.deleted_at:%Y-%m-%d}" if place.deleted_at else ""
        typer.echo(f"{place.id}  {place.name}  {state}".rstrip())


def _delete(session: Session, name: str | None, *, for_good: bool) -> None:
    place = _one(session, name, is_deleted=False)
    workspace_ends.shut(place)
    if for_good:
        place.deleted_at, place.undo_hash = undo.since(), None
    how = "It goes for good with the next purge." if for_good else "`lorecast workspace restore` brings it back."
    typer.echo(f"“{place.name}” is deleted: nobody gets in any more. {how}")


def _restore(session: Session, name: str | None) -> None:
    place = _one(session, name, is_deleted=True)
    if not undo.is_restorable(place.deleted_at):
        raise NotFound(f"“{place.name}” was deleted too long ago.")
    workspace_ends.restore(place)
    typer.echo(f"“{place.name}” is back.")


def _one(session: Session, name: str | None, *, is_deleted: bool) -> Workspace:
    """The only one of that name, or with that id. Raises Invalid when there are none or several."""
    everywhere = session.scalars(select(Workspace).where(col(Workspace.deleted_at).is_not(None) == is_deleted)).all()
    wanted = (name or "").strip().casefold()
    found = [place for place in everywhere if wanted in (place.name.casefold(), str(place.id))]
    if len(found) != 1:
        state = "deleted" if is_deleted else "living"
        several = "Give its id instead of its name" if found else f"There is no {state} workspace of that name"
        raise Invalid(f"{several}: `lorecast workspace list` shows them.")
    return found[0]
