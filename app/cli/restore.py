"""`lorecast restore`: a backup becomes an installation again, in an empty place."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.backup import sources
from app.backup.restore import restore
from app.cli.backup_bar import amount, steps
from app.cli.place import Data, started, use
from app.config import settings
from app.objects import objects
from runtime import running
from runtime.folder import folder

Place = Annotated[Path, typer.Argument(help="What `lorecast backup` made: the newest of a folder, one of it, a .tar.")]


def command(source: Place, data: Data = None) -> None:
    """Restore into a new data folder, or where DATABASE_URL and S3_ENDPOINT_URL point. Nothing may be there yet."""
    console = Console(highlight=False)
    use(data)
    with sources.find(source) as found:
        held = running.claim(folder(settings().data).prepare())
        try:
            with started(), steps(console) as tell:
                made = restore(found, objects(), tell)
        finally:
            os.close(held)
    what = f"{made.objects_count} objects, {amount(made.objects_size_bytes)}"
    console.print(f"Restored the backup {found.stamp}: the database, {what}. Every sum is right.", soft_wrap=True)
    if made.lost:
        console.print(f"{len(made.lost)} objects were missing already when the backup was made.")
    console.print(_next(), soft_wrap=True)


def _next() -> str:
    return f"Start it with `lorecast up --data {settings().data.resolve()}`, or web and workers as before."
