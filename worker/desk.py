"""Desk: the folder that a worker works in. A worker that was killed leaves one behind; the next to start clears it."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PREFIX = "lorecast-desk-"
LOCK = "taken"


@contextmanager
def desk(place: Path | None = None) -> Iterator[Path]:
    """An empty folder of our own for as long as this process lives."""
    around = place or Path(tempfile.gettempdir())
    _clear_abandoned(around)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=around) as folder, (Path(folder) / LOCK).open("w") as lock:
        _take(lock)
        yield Path(folder)


def _clear_abandoned(around: Path) -> None:
    for folder in around.glob(f"{PREFIX}*"):
        try:
            with (folder / LOCK).open() as lock:
                if _take(lock):
                    shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # Another user's, or one that its owner is just making or clearing.


def _take(lock: IO[str]) -> bool:
    """The kernel lets go of the lock when its process ends, however it ends."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
