"""Sums: every file of a backup is compared with what was written down when it was made."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from app.backup.errors import Damaged, TooNew
from app.backup.manifest import FORMAT, MANIFEST, OBJECTS, File, Manifest, Stored, read_stored
from app.backup.sources import Source

# What is being done, how many bytes of it are done, and of how many; 0 when nobody knows.
Tell = Callable[[str, int, int], None]
TOLD_MAX = 5
CHUNK_BYTES = 1024 * 1024


def of(path: Path) -> File:
    """Size and sum of a file."""
    with path.open("rb") as stream:
        return File(size_bytes=path.stat().st_size, sha256=_sha256(stream))


def manifest(source: Source) -> Manifest:
    """What the backup says of itself. Raises Damaged, or TooNew."""
    with source.open(MANIFEST) as stream:
        text = stream.read()
    try:
        found = Manifest.model_validate_json(text)
    except ValidationError:
        raise Damaged(f"The manifest of {source.stamp} is not one that `lorecast backup` wrote.") from None
    if found.format > FORMAT:
        raise TooNew(f"This backup was made by Lorecast {found.lorecast}, which is newer. Update, then restore it.")
    return found


def verify(source: Source, tell: Tell) -> Manifest:
    """Read everything and compare. Raises Damaged with the first names of what is missing or changed."""
    found = manifest(source)
    wrong = [name for name, file in found.files.items() if not _is_right(source, name, file)]
    if not wrong:
        wrong = [*_wrong_objects(source, found, tell)]
    if wrong:
        names = ", ".join(wrong[:TOLD_MAX]) + (" …" if len(wrong) > TOLD_MAX else "")
        raise Damaged(f"{len(wrong)} files of the backup {source.stamp} are missing or changed: {names}")
    return found


def stored(source: Source, found: Manifest) -> Iterator[Stored]:
    """The objects of a backup, but for those that were not there when it was made."""
    lost = set(found.lost)
    with source.open(OBJECTS) as lines:
        yield from (one for one in read_stored(lines) if one.key not in lost)


def _wrong_objects(source: Source, found: Manifest, tell: Tell) -> Iterator[str]:
    """A name once, however many keys have its bytes."""
    read: dict[str, bool] = {}
    done = 0
    for one in stored(source, found):
        if one.name not in read:
            read[one.name] = _is_right(source, one.name, one)
            if not read[one.name]:
                yield one.name
        done += one.size_bytes
        tell("Checking", done, found.objects_size_bytes)


def _sha256(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in iter(lambda: stream.read(CHUNK_BYTES), b""):
        digest.update(chunk)
    return digest.hexdigest()


def _is_right(source: Source, name: str, file: File) -> bool:
    try:
        with source.open(name) as stream:
            return _sha256(stream) == file.sha256
    except (Damaged, OSError):
        return False
