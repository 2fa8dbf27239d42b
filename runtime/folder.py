"""The data folder: where everything of one machine lives, and the secrets made for it."""

import hashlib
import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from runtime.errors import FolderInUse

# A unix socket's whole path must fit in 108 bytes; PostgreSQL appends "/.s.PGSQL.5432".
SOCKET_FOLDER_MAX_BYTES = 85


@dataclass(frozen=True)
class Folder:
    """Paths under one data folder. Making the object touches nothing; `prepare` makes what is missing."""

    root: Path

    def prepare(self) -> "Folder":
        """Make the folders that every part needs, readable to us alone except for searching through."""
        for path in (self.root, self.logs, self.locks, self.models, self.sockets):
            path.mkdir(parents=True, exist_ok=True)
        self.logs.chmod(0o700)
        self.locks.chmod(0o700)
        self._refuse_planted_sockets()
        return self

    def _refuse_planted_sockets(self) -> None:
        """In the temporary folder anybody could have made ours first, and would then own our sockets."""
        owner = self.sockets.stat().st_uid
        if self.sockets.parent != self.root and os.geteuid() != 0 and owner != os.geteuid():
            raise FolderInUse(f"{self.sockets} belongs to another user. Move the data folder to a shorter path.")

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def locks(self) -> Path:
        return self.root / "locks"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def seaweed(self) -> Path:
        return self.root / "seaweedfs"

    @property
    def tls(self) -> Path:
        return self.root / "tls"

    @property
    def running(self) -> Path:
        """What `lorecast up` tells the other commands; see runtime.running."""
        return self.root / "runtime.json"

    @cached_property
    def sockets(self) -> Path:
        """The data folder's own when its path is short enough, else one in the temporary folder named after it."""
        own = self.root / "sockets"
        if len(os.fsencode(own)) <= SOCKET_FOLDER_MAX_BYTES:
            return own
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"lorecast-{os.geteuid()}-{digest}"

    def secret(self, name: str) -> str:
        """The secret of that name, made at the first asking and kept for ever (mode 0600)."""
        path = self.root / "secrets.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        if name not in known:
            known[name] = secrets.token_urlsafe(24)
            write_private(path, json.dumps(known, indent=1))
        return known[name]


def folder(data: Path) -> Folder:
    """The folder at `data`, as an absolute path that stays right when the process changes directory."""
    return Folder(data.expanduser().resolve())


def write_private(path: Path, text: str) -> None:
    """Replace a file atomically, readable by its owner alone from its first moment."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(text)
    partial.replace(path)
