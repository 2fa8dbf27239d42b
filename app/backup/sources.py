"""Where a backup is read from: the newest of a folder, a certain one of it, or a .tar file."""

import shutil
import tarfile
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

from app.backup.errors import Damaged, NoBackup
from app.backup.manifest import MANIFEST
from app.backup.shelves import PARTIAL


class Source(ABC):
    """One backup. `stamp` is the name of its own folder; objects lie beside it. To be used in a `with`."""

    def __init__(self, stamp: str) -> None:
        self.stamp = stamp

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of what is open."""

    @abstractmethod
    def open(self, name: str) -> IO[bytes]:
        """A file of this backup, or an object by `Stored.name`. Raises Damaged when it is not there."""

    def file(self, name: str, scratch: Path) -> Path:
        """The same as a file of its own, for programs."""
        path = scratch / Path(name).name
        with self.open(name) as stream, path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        return path

    def _inner(self, name: str) -> str:
        return name if name.startswith("objects/") else f"{self.stamp}/{name}"


class FolderSource(Source):
    def __init__(self, root: Path, stamp: str) -> None:
        super().__init__(stamp)
        self.root = root

    def close(self) -> None:
        """Each file is closed by whoever opened it."""

    def open(self, name: str) -> IO[bytes]:
        try:
            return (self.root / self._inner(name)).open("rb")
        except FileNotFoundError:
            raise Damaged(f"{name} is not in the backup {self.root / self.stamp}.") from None


class TarSource(Source):
    def __init__(self, tar: tarfile.TarFile, stamp: str) -> None:
        super().__init__(stamp)
        self.tar = tar

    def close(self) -> None:
        self.tar.close()

    def open(self, name: str) -> IO[bytes]:
        with suppress(KeyError):
            if stream := self.tar.extractfile(self._inner(name)):
                return stream
        raise Damaged(f"{name} is not in the backup {self.tar.name!s}.")


def find(place: Path) -> Source:
    """The backup at `place`. Raises NoBackup."""
    if place.is_file():
        return _of_tar(place)
    if (place / MANIFEST).is_file():
        return FolderSource(place.resolve().parent, place.resolve().name)
    made = sorted(found.parent for found in place.glob(f"*/{MANIFEST}") if found.parent.suffix != PARTIAL)
    if not made:
        raise NoBackup(f"There is no complete backup in {place}.")
    return FolderSource(place, made[-1].name)


def _of_tar(file: Path) -> Source:
    try:
        tar = tarfile.open(file, "r:")  # noqa: SIM115 - closed with the source
    except tarfile.TarError:
        raise NoBackup(f"{file} is no backup: it cannot be read as a .tar file.") from None
    stamps = [name.split("/")[0] for name in tar.getnames() if name.endswith(f"/{MANIFEST}")]
    if not stamps:
        tar.close()
        raise NoBackup(f"{file} is no complete backup.")
    return TarSource(tar, stamps[0])
