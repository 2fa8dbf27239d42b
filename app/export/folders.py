"""The folder that an export is written into, with the sum of every file; it gets its name when all is there."""

import hashlib
import os
import re
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from pydantic import BaseModel, TypeAdapter

from app.errors import Conflict
from app.export.documents import FileDoc

PARTIAL = ".partial"
NAME_MAX_CHARS = 60


class Folder:
    """Left without `finish`, it leaves nothing behind. Names are relative to it, with `/`."""

    def __init__(self, destination: Path) -> None:
        if destination.exists():
            raise Conflict(f"{destination} is already there. Choose a folder that is not.")
        self.destination = destination
        self.partial = destination.with_name(destination.name + PARTIAL)
        self.files: dict[str, FileDoc] = {}

    def __enter__(self) -> Self:
        shutil.rmtree(self.partial, ignore_errors=True)
        self.partial.mkdir(parents=True, mode=0o700)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.partial, ignore_errors=True)

    def path(self, name: str) -> Path:
        """Where a file of this name is to be written; `add` it afterwards."""
        path = self.partial / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def add(self, name: str) -> FileDoc:
        """A file that was written. What is returned names it from beside it."""
        path = self.partial / name
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self.files[name] = FileDoc(file=name, size_bytes=path.stat().st_size, sha256=sha256)
        return FileDoc(file=path.name, size_bytes=path.stat().st_size, sha256=sha256)

    def write(self, name: str, body: str | bytes) -> FileDoc:
        self.path(name).write_bytes(body.encode() if isinstance(body, str) else body)
        return self.add(name)

    def write_document(self, name: str, document: BaseModel | Sequence[BaseModel]) -> FileDoc:
        """As JSON that people can read too."""
        return self.write(name, TypeAdapter(type(document)).dump_json(document, indent=1) + b"\n")

    def forget(self, prefix: str) -> None:
        """Remove a folder that was begun."""
        shutil.rmtree(self.partial / prefix, ignore_errors=True)
        self.files = {name: file for name, file in self.files.items() if not name.startswith(f"{prefix}/")}

    def finish(self) -> Path:
        os.sync()
        self.partial.rename(self.destination)
        return self.destination


def named(number: int, title: str) -> str:
    """A folder's name that sorts, tells what is in it, and is allowed everywhere.

    >>> named(7, "Wie wir Öfen prüfen: 3/4 – ../.."), named(8, "…")
    ('0007-wie-wir-öfen-prüfen-3-4', '0008')
    """
    words = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", title).lower()).strip("-_")
    return f"{number:04d}-{words[:NAME_MAX_CHARS].strip('-_')}".rstrip("-")
