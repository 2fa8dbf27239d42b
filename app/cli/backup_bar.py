"""What `lorecast backup` and `restore` show while they work: one bar for each step, with bytes where they are known."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from app.backup.sums import Tell


@contextmanager
def steps(console: Console) -> Iterator[Tell]:
    """Call it with a step, the bytes done and all of them; 0 when nobody knows how many."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total or None)
            bar.update(tasks[step], completed=done)

        yield tell


def amount(size_bytes: int) -> str:
    """For people.

    >>> amount(999), amount(1_500_000)
    ('999 bytes', '1.5 MB')
    """
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size_bytes >= unit:
            return f"{size_bytes / unit:.1f} {name}"
    return f"{size_bytes} bytes"
