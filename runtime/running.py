"""What a running `lorecast up` tells the other commands, and the lock that allows only one on a data folder."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from runtime.errors import FolderInUse
from runtime.folder import Folder, folder, write_private
from runtime.lock import try_hold


@dataclass(frozen=True)
class Running:
    """One `lorecast up`: its pid, its address, and the environment that reaches its PostgreSQL and object store."""

    pid: int
    address: str
    environment: dict[str, str] = field(default_factory=dict)

    def announce(self, place: Folder) -> None:
        """Tell the other commands, in a file for our eyes only."""
        write_private(place.running, json.dumps(asdict(self), indent=1))


def claim(place: Folder) -> int:
    """Take the data folder for this process's life. Raises FolderInUse with a sentence that names the holder."""
    lock = try_hold(place.locks / "up")
    if lock is None:
        raise FolderInUse(_sentence(place))
    place.running.unlink(missing_ok=True)
    return lock


def find(data: Path) -> Running | None:
    """The `lorecast up` on this data folder; None when there is none."""
    place = folder(data)
    if not (place.locks / "up").exists():
        return None
    free = try_hold(place.locks / "up")
    if free is not None:
        os.close(free)
        return None
    return _read(place)


def _read(place: Folder) -> Running | None:
    try:
        return Running(**json.loads(place.running.read_text()))
    except FileNotFoundError:
        return None


def _sentence(place: Folder) -> str:
    other = _read(place)
    if other is None:
        return f"Another `lorecast up` is just starting on {place.root}."
    return (
        f"Lorecast already runs on {place.root}: process {other.pid}, at {other.address}. "
        "Stop it first, or choose another folder with --data."
    )
