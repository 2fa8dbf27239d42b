"""`lorecast export`: a workspace in open formats, for people, for other programs, and for `lorecast import`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import select
from sqlmodel import col

from app import db
from app.cli.place import Data, standing
from app.errors import Conflict, Invalid, NotFound
from app.export.documents import ManifestDoc
from app.export.folders import named
from app.export.make import Tell, export
from app.models import Workspace
from app.objects import objects

Words = Annotated[list[str], typer.Argument(help="The workspace by name, and a folder to make; with --all the folder.")]
All = Annotated[bool, typer.Option("--all", help="Every workspace, each in a folder of its own.")]
Address = Annotated[str, typer.Option(help="Where the export will lie on the web, for the addresses in its feeds.")]


def command(words: Words, all: All = False, address: Address = "", data: Data = None) -> None:
    """Write sound, transcripts, playlists, people and notes of a workspace into a new folder."""
    console = Console(highlight=False)
    if len(words) != (1 if all else 2):
        raise Invalid("Say which workspace and where: `lorecast export “Our team” folder`, or `--all folder`.")
    destination = Path(words[-1])
    with standing(data):
        for place, folder in _chosen(None if all else words[0], destination):
            with _telling(console, place.name) as tell:
                made = export(place, folder, objects(), tell, address=address and f"{address.rstrip('/')}/")
            _say(console, folder, made)


def _chosen(name: str | None, destination: Path) -> list[tuple[Workspace, Path]]:
    """Workspaces and their folders."""
    with db.transaction() as session:
        living = select(Workspace).where(col(Workspace.deleted_at).is_(None)).order_by(col(Workspace.created_at))
        places = list(session.scalars(living))
    if name is None:
        if destination.exists():
            raise Conflict(f"{destination} is already there. Choose a folder that is not.")
        return [(place, destination / named(number, place.name)) for number, place in enumerate(places, 1)]
    fitting = [place for place in places if place.name.casefold() == name.strip().casefold()]
    if not fitting:
        names = ", ".join(f"“{place.name}”" for place in places)
        raise NotFound(f"There is no workspace “{name}”, only {names}." if names else "There is no workspace yet.")
    return [(fitting[0], destination)]


@contextmanager
def _telling(console: Console, name: str) -> Iterator[Tell]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _say(console: Console, folder: Path, made: ManifestDoc) -> None:
    tracks = sum(file.file.endswith("/track.json") for file in made.files)
    playlists = sum(file.file.endswith("/playlist.json") for file in made.files)
    console.print(f"{folder}: “{made.workspace.name}”, {tracks} tracks, {playlists} playlists.", soft_wrap=True)
    for sentence in made.left_out:
        console.print(f"Not in it: {sentence}", soft_wrap=True)
