"""What `lorecast import` shows: a bar while sending, a bar while the worker works, then a line for each file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from app.cli.import_upload import Imported
from app.models import RecordingStatus

MARKS = {RecordingStatus.READY: ("✓", "green"), RecordingStatus.FAILED: ("✗", "red")}


class Board:
    """The terminal of an import."""

    def __init__(self) -> None:
        self.console = Console(highlight=False)

    @property
    def is_plain(self) -> bool:
        """Whether bars would only litter a file."""
        return not self.console.is_terminal

    def say(self, sentence: str) -> None:
        self.console.print(sentence, soft_wrap=True)

    @contextmanager
    def sending(self, size_bytes: int) -> Iterator[Callable[[str, int], None]]:
        """A bar over all bytes. Call it with a file's name and the bytes just dealt with."""
        columns = (TextColumn("Sending {task.fields[name]}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self.console, transient=True, disable=self.is_plain) as bar:
            task = bar.add_task("send", total=size_bytes, name="")
            yield lambda name, count: bar.update(task, advance=count, name=name)

    @contextmanager
    def working(self) -> Iterator[Callable[[float, int, int], None]]:
        """A bar over the worker's progress. Call it with the share done, 0–1, and how many of how many are settled."""
        columns = (TextColumn("Listening and writing down {task.fields[count]}"), BarColumn(), TaskProgressColumn())
        with Progress(*columns, console=self.console, transient=True, disable=self.is_plain) as bar:
            task = bar.add_task("work", total=1.0, count="")
            yield lambda share, settled, total: bar.update(task, completed=share, count=f"{settled}/{total}")

    def show(self, imported: list[Imported]) -> None:
        """One line for each file."""
        width = max(len(each.path.name) for each in imported)
        for each in imported:
            self.console.print(_line(each, width), soft_wrap=True)


def _line(each: Imported, width: int) -> Text:
    mark, colour = ("✗", "red") if each.problem else MARKS.get(each.status or RecordingStatus.UPLOADED, ("·", "yellow"))
    status = "failed" if each.problem else str(each.status)
    words = each.problem or (f"({each.note})" if each.note else "")
    return Text.assemble((f"{mark} ", colour), f"{each.path.name:<{width}}  {status:<9}", (f" {words}", "dim"))
