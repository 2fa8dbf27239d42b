"""Where a backup is put: a folder that may hold many and keeps no object twice, or one .tar file.

    folder/2026-11-22T144500Z/  manifest.json  database.dump  objects.jsonl
    folder/objects/ab/ab…       named by their SHA-256, shared by all backups of the folder

Until `finish` everything of a backup has a name that ends in .partial, which nobody takes for a backup.
"""

import os
import shutil
import tarfile
import time
from abc import ABC, abstractmethod
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from app.backup.errors import BackupProblem
from app.backup.manifest import Stored

PARTIAL = ".partial"


class Shelf(ABC):
    """A backup that is being made. Left without `finish`, it leaves nothing of its own behind."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch

    def __enter__(self) -> Self:
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(parents=True, mode=0o700)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)

    @abstractmethod
    def has(self, stored: Stored) -> bool:
        """Whether these bytes are here already, by name and size; `lorecast backup --verify` reads them."""

    @abstractmethod
    def keep(self, stored: Stored, path: Path) -> None:
        """Take over the bytes of an object."""

    @abstractmethod
    def place(self, path: Path) -> None:
        """Take over a file of this backup, under the name that it has."""

    @abstractmethod
    def finish(self) -> Path:
        """All is written: from now on it is a backup. Returns where."""


class FolderShelf(Shelf):
    """One more backup in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made = root / _stamp(root)
        super().__init__(self.made.with_name(self.made.name + PARTIAL))

    def __enter__(self) -> Self:
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in self.root.glob(f"*{PARTIAL}"):
            shutil.rmtree(left)
        (self.root / "objects").mkdir(exist_ok=True, mode=0o700)
        return super().__enter__()

    def has(self, stored: Stored) -> bool:
        path = self.root / stored.name
        return path.is_file() and path.stat().st_size == stored.size_bytes

    def keep(self, stored: Stored, path: Path) -> None:
        place = self.root / stored.name
        place.parent.mkdir(exist_ok=True)
        path.replace(place)

    def place(self, path: Path) -> None:
        path.replace(self.scratch / path.name)

    def finish(self) -> Path:
        os.sync()
        self.scratch.rename(self.made)
        return self.made


class TarShelf(Shelf):
    """One backup in one file."""

    def __init__(self, file: Path) -> None:
        if file.exists():
            raise BackupProblem(f"{file} is already there. Choose another name, or a folder, which may hold many.")
        self.file, self.partial = file, file.with_name(file.name + PARTIAL)
        self.stamp, self.names = _stamp(file.parent), set[str]()
        super().__init__(file.with_name(f"{file.name}-files{PARTIAL}"))

    def __enter__(self) -> Self:
        super().__enter__()
        self.partial.unlink(missing_ok=True)
        handle = os.open(self.partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self.stream = os.fdopen(handle, "w+b")
        self.tar = tarfile.open(fileobj=self.stream, mode="w")
        return self

    def __exit__(self, *error: object) -> None:
        self.stream.close()
        self.partial.unlink(missing_ok=True)
        super().__exit__(*error)

    def has(self, stored: Stored) -> bool:
        return stored.name in self.names

    def keep(self, stored: Stored, path: Path) -> None:
        self.names.add(stored.name)
        self._add(path, stored.name)

    def place(self, path: Path) -> None:
        self._add(path, f"{self.stamp}/{path.name}")

    def finish(self) -> Path:
        self.tar.close()
        self.stream.close()
        os.sync()
        return self.partial.rename(self.file)

    def _add(self, path: Path, name: str) -> None:
        self.tar.add(path, arcname=name, filter=_nobodys)
        path.unlink()


def shelf(destination: Path) -> Shelf:
    """By its name: a .tar file, or a folder."""
    return TarShelf(destination) if destination.suffix == ".tar" else FolderShelf(destination)


def _stamp(beside: Path) -> str:
    """The moment as a name that sorts, and that is free."""
    while (beside / (stamp := f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}")).exists():
        time.sleep(0.1)
    return stamp


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the names of this machine's users."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
