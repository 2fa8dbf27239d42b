"""Our own processes as children: migrate once, then web and worker for as long as the supervisor lives."""

import hashlib
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.child import Child
from runtime.folder import Folder

if TYPE_CHECKING:
    from runtime.certificate import Certificate

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def web(place: Folder, environment: dict[str, str], listener: socket.socket, tls: "Certificate | None") -> Child:
    """The web process, taking connections from a socket that outlives it."""
    files = ["--certificate", str(tls.chain), "--key", str(tls.key)] if tls else []
    command = ["-m", "app.cli", "web", "--fd", str(listener.fileno()), *files]
    child = _child(place, "web", command, environment)
    child.pass_fds = [listener.fileno()]
    return child


def worker(place: Folder, environment: dict[str, str]) -> Child:
    """The Whisper worker."""
    return _child(place, "worker", ["-m", "worker"], environment)


def migrate(place: Folder, environment: dict[str, str]) -> Child:
    """Brings the database and the bucket up to date, and leaves the first owner's link in `link_file`."""
    return _child(place, "migrate", ["-m", "app.cli", "migrate", "--owner-link", str(link_file(place))], environment)


def link_file(place: Folder) -> Path:
    """Where `migrate` leaves the first owner's one-time path, for our eyes only."""
    return place.root / "owner-link"


def migrations_digest() -> str:
    """Changes whenever a migration is added or edited."""
    digest = hashlib.sha256()
    for path in sorted(MIGRATIONS.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _child(place: Folder, name: str, arguments: list[str], environment: dict[str, str]) -> Child:
    return Child(
        name=name,
        command=[sys.executable, *arguments],
        log=place.logs / f"{name}.log",
        lock=place.locks / name,
        environment={**environment, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": ""},
        death_signal=signal.SIGKILL,
        stop_seconds=10.0,
    )
