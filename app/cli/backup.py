"""`lorecast backup`: database and objects of a moment, while everybody works; or whether an earlier one is whole."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.backup import sources, sums
from app.backup.make import Made, make
from app.backup.prune import prune
from app.cli.backup_bar import amount, steps
from app.cli.place import Data, standing
from app.objects import objects

Destination = Annotated[Path, typer.Argument(help="A folder, which may hold many backups, or a new .tar file.")]
Keep = Annotated[int | None, typer.Option(min=1, help="Afterwards remove all but so many of the folder's backups.")]
Verify = Annotated[bool, typer.Option("--verify", help="Make none: read an earlier one and compare all sums.")]


def command(destination: Destination, verify: Verify = False, keep: Keep = None, data: Data = None) -> None:
    """Back up everything. Objects that the folder holds already are not copied again."""
    console = Console(highlight=False)
    if verify:
        _verify(destination, console)
        return
    with standing(data), steps(console) as tell:
        made = make(destination, objects(), tell)
    _say(made, console)
    if keep is not None and destination.is_dir():
        console.print(f"Removed {prune(destination, keep=keep)} earlier backups.")


def _verify(place: Path, console: Console) -> None:
    with sources.find(place) as source, steps(console) as tell:
        found = sums.verify(source, tell)
    what = f"{found.objects_count} objects, {amount(found.objects_size_bytes)}"
    console.print(f"The backup {source.stamp} is whole: the database, {what}.", soft_wrap=True)


def _say(made: Made, console: Console) -> None:
    found = made.manifest
    what = f"{found.objects_count} objects, {amount(found.objects_size_bytes)}"
    console.print(f"{made.where}: the database at {found.revision}, {what}.", soft_wrap=True)
    if found.lost:
        keys = "\n".join(f"  {key}" for key in found.lost)
        console.print(f"These are not in the object store as the database says, and not in the backup:\n{keys}")
        raise typer.Exit(1)
