"""`lorecast import` of a folder that `lorecast export` made."""

from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from app.errors import Invalid
from app.export.bring import Brought, bring
from app.export.reading import Reading, is_export
from app.objects import objects


def is_one(files: list[Path]) -> bool:
    """Whether an export is meant. Raises Invalid for any other folder."""
    folders = [path for path in files if path.is_dir()]
    if not folders:
        return False
    if len(files) > 1 or not is_export(folders[0]):
        raise Invalid(f"{folders[0]} is a folder. Give files, or one folder that `lorecast export` made.")
    return True


def bring_back(folder: Path, workspace: str | None, console: Console, address: str) -> None:
    """Into the workspace of that name, made if there is none; without one, of the export's own name."""
    columns = (TextColumn("Bringing tracks"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("tracks", total=None)
        export = Reading(folder)
        done = bring(
            export, objects(), lambda at, total: bar.update(task, completed=at, total=total), workspace=workspace
        )
    _say(done, console, address)


def _say(done: Brought, console: Console, address: str) -> None:
    came = f"{done.tracks} tracks, {done.playlists} playlists and {done.notes} notes"
    console.print(f"“{done.workspace}”: {came} are new; everything else was here before.", soft_wrap=True)
    for sentence in done.left_out:
        console.print(f"Left out: {sentence}", soft_wrap=True)
    if done.invited:
        table = Table("Name", "Address", "Chooses a password with", box=None, pad_edge=False, header_style="dim")
        for name, email, path in done.invited:
            table.add_row(name, email, f"{address}{path}", style=None)
        console.print(table, soft_wrap=True)
    if done.left_out:
        raise typer.Exit(1)
