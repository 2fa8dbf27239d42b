"""`lorecast import`: files become tracks of one author, and the fate of each is told; or an export comes back."""

from pathlib import Path
from typing import Annotated

import typer

from app import db
from app.cli import import_export
from app.cli.import_board import Board
from app.cli.import_upload import Imported, Uploader
from app.cli.import_wait import wait_for
from app.cli.place import Data, reach
from app.cli.who import AnyEmail, WorkspaceName, member
from app.config import settings

Files = Annotated[
    list[Path], typer.Argument(help="Audio or video files, or a folder of `lorecast export`.", exists=True)
]
InPlaylist = Annotated[str | None, typer.Option("--playlist", help="A playlist by title; made if there is none.")]
Wait = Annotated[bool, typer.Option(help="Wait until every track is ready or has failed.")]


def command(
    files: Files,
    playlist: InPlaylist = None,
    email: AnyEmail = None,
    workspace: WorkspaceName = None,
    wait: Wait = True,
    data: Data = None,
) -> None:
    """Import files. One author never gets the same file twice, and an interrupted import goes on where it was."""
    running = reach(data)
    if import_export.is_one(files):
        address = settings().base_url or (running.address if running else "")
        import_export.bring_back(files[0], workspace, Board().console, address)
        return
    with db.transaction() as session:
        actor = member(session, email=email, workspace=workspace)
    board = Board()
    try:
        imported = _import(Uploader(actor, playlist), files, board, wait)
    except KeyboardInterrupt:
        board.say("Stopped. What was sent is safe; the same command goes on from here.")
        raise typer.Exit(130) from None
    board.show(imported)
    if any(each.problem for each in imported):
        raise typer.Exit(1)


def _import(uploader: Uploader, files: list[Path], board: Board, wait: bool) -> list[Imported]:
    with board.sending(sum(path.stat().st_size for path in files)) as sent:
        imported = [uploader.upload(path, sent) for path in files]
    if wait:
        with board.working() as progress:
            wait_for(uploader.actor, imported, progress)
    return imported
