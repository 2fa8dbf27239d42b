"""Log files of the children: kept small, and read along for the lines that somebody at the terminal should see."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOG_MAX_BYTES = 10 * 1024 * 1024
SERIOUS = {"error", "critical"}
TRACEBACK_END = re.compile(r"^[\w.]*(Error|Exception)\b.*")


def rotate(log: Path, *, max_bytes: int = LOG_MAX_BYTES) -> None:
    """Keep one earlier file. The children append, so emptying the file under them is safe."""
    if log.exists() and log.stat().st_size > max_bytes:
        shutil.copyfile(log, log.with_suffix(".log.1"))
        log.with_suffix(".log.1").chmod(0o600)
        with log.open("r+b") as stream:
            stream.truncate(0)


@dataclass
class Follower:
    """Reads on where it stopped, from the end of what was there at first."""

    log: Path
    position: int = 0

    def __post_init__(self) -> None:
        self.position = self.log.stat().st_size if self.log.exists() else 0

    def serious_lines(self) -> Iterator[str]:
        """New lines that tell of an error, shortened to what a person reads."""
        for line in self._new_lines():
            if found := summary(line):
                yield found

    def _new_lines(self) -> list[str]:
        if not self.log.exists():
            return []
        size = self.log.stat().st_size
        if size < self.position:  # It was emptied by `rotate`.
            self.position = 0
        if size == self.position:
            return []
        with self.log.open("rb") as stream:
            stream.seek(self.position)
            fresh = stream.read(1024 * 1024)
        whole = fresh[: fresh.rfind(b"\n") + 1]
        self.position += len(whole)
        return whole.decode(errors="replace").splitlines()


def summary(line: str) -> str | None:
    """The words of a line when it is serious, else None.

    >>> summary('{"level": "error", "event": "transcribe failed", "reason": "no model"}')
    'transcribe failed (reason: no model)'
    >>> summary("ValueError: bad")
    'ValueError: bad'
    >>> summary('{"level": "info", "event": "request"}')
    """
    if not line.startswith("{"):
        return line if TRACEBACK_END.match(line) else None
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if entry.get("level") not in SERIOUS:
        return None
    more = {name: entry[name] for name in ("reason", "route", "stage") if name in entry}
    details = ", ".join(f"{name}: {value}" for name, value in more.items())
    return f"{entry.get('event', 'error')}{f' ({details})' if details else ''}"
