"""`lorecast demo`: a believable team, so that every page can be looked at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from app.cli.import_board import Board
from app.cli.import_upload import Imported
from app.cli.import_wait import wait_for
from app.cli.place import Data, reach
from app.demo import sounds
from app.demo.show import Show
from app.demo.story import story
from app.models import RecordingStatus

Name = Annotated[str, typer.Option("--workspace", help="The workspace; made for the demo, never somebody's own.")]
Tracks = Annotated[int | None, typer.Option(min=0, help="Make only so many tracks, spread over the playlists.")]
Audio = Annotated[
    Path | None,
    typer.Option(help="A folder of audio files to use as the tracks' sound.", exists=True, file_okay=False),
]
Password = Annotated[str | None, typer.Option(help="Everybody's password. Without it one is made and shown.")]
Wait = Annotated[bool, typer.Option(help="Wait until every track can be heard, read and found.")]


def command(
    workspace: Name = story().workspace,
    tracks: Tracks = None,
    audio: Audio = None,
    password: Password = None,
    wait: Wait = True,
    data: Data = None,
) -> None:
    """Fill a workspace with people, playlists and tracks. A second run makes only what is missing."""
    running = reach(data)
    board, show = Board(), Show(story() if tracks is None else story().shortened(tracks))
    try:
        show.assemble(workspace, password)
        _people(board, show, workspace, running.address if running else "")
        with _recording(board, len(show.story.pieces())) as begun:
            show.record(cache(lambda: sounds.from_folder(audio) if audio else sounds.from_voice()), begun)
        settled = _settled(board, show) if wait else []
    except KeyboardInterrupt:
        board.say("Stopped. What was made is safe; the same command goes on from here.")
        raise typer.Exit(130) from None
    show.leave_traces()
    _tell(board, show, workspace, settled)


def _people(board: Board, show: Show, workspace: str, address: str) -> None:
    """Who can sign in, and with which password if it was just set."""
    if show.password is None:
        board.say("Everybody keeps the password they have; --password gives them a new one.")
        return
    table = Table("Name", "Role", "Sign in with", box=None, pad_edge=False, header_style="dim")
    for member in show.cast.values():
        table.add_row(member.person.name, str(member.role), member.person.email)
    board.console.print(table)
    board.say(f"\n“{workspace}” at {address or 'your address'}; everybody's password is {show.password}\n")


@contextmanager
def _recording(board: Board, total: int) -> Iterator[Callable[[str], None]]:
    columns = (TextColumn("Recording"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[title]}"))
    with Progress(*columns, console=board.console, transient=True) as bar:
        task = bar.add_task("record", total=total, title="")
        yield lambda title: bar.update(task, advance=1, title=title)


def _settled(board: Board, show: Show) -> list[Imported]:
    sent = [Imported(Path(title), recording_id=id) for title, id in show.recordings.items()]
    with board.working() as progress:
        wait_for(show.owner, sent, progress)
    return sent


def _tell(board: Board, show: Show, workspace: str, settled: list[Imported]) -> None:
    if not show.made:
        board.say(f"“{workspace}” is already there.")
    elif not settled:
        board.say("Everything is sent; the worker is at it. The same command waits for it and leaves the last traces.")
    ready = sum(each.status == RecordingStatus.READY for each in settled)
    if settled:
        board.say(f"{ready} tracks are ready; one is broken and one unfinished, to show how that looks.")
    failed = [each for each in settled if each.problem and each.path.name != show.broken.title]
    if failed:
        board.show(failed)
        raise typer.Exit(1)
