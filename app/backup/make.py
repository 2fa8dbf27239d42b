"""Makes a backup while everybody works: the database in one snapshot, then every object that it points at.

Nothing that the snapshot names can go missing on the way: objects never change under their key, they are written before
their rows, and their deletion waits (domain/object_hold.py).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from app.backup import database, objects, sums
from app.backup.manifest import DATABASE, MANIFEST, OBJECTS, Manifest, read_stored
from app.backup.shelves import Shelf, shelf
from app.backup.sums import Tell
from media.storage import Storage


@dataclass(frozen=True)
class Made:
    """A backup that is whole."""

    where: Path
    manifest: Manifest


def make(destination: Path, storage: Storage, tell: Tell) -> Made:
    """Raises BackupProblem or MediaError, and then leaves nothing that looks like a backup."""
    url = database.address_for_backup()
    with shelf(destination) as place, database.connected(url) as connection:
        database.require_sight(connection)
        database.hold_deletions(connection)
        tell("Reading the database", 0, 0)
        found = _read(connection, url, place.scratch)
        with (place.scratch / OBJECTS).open("rb") as lines:
            found.lost = objects.copy(storage, read_stored(lines), place, tell, found.objects_size_bytes)
        database.require_hold(connection)
        _write(place, found)
        return Made(place.finish(), found)


def _read(connection: psycopg.Connection, url: str, scratch: Path) -> Manifest:
    """Everything that one snapshot tells, as files and as the manifest of them."""
    with database.snapshot(connection) as name:
        database.dump(connection, url, name, scratch / DATABASE)
        count, size_bytes = _list_objects(connection, scratch / OBJECTS)
        return Manifest(
            lorecast=version("lorecast"),
            revision=database.revision(connection),
            postgresql=database.version(connection),
            created_at=datetime.now(UTC),
            tables=database.counts(connection),
            search_functions=database.search_functions(connection),
            objects_count=count,
            objects_size_bytes=size_bytes,
            files={name: sums.of(scratch / name) for name in (DATABASE, OBJECTS)},
            lost=[],
        )


def _list_objects(connection: psycopg.Connection, path: Path) -> tuple[int, int]:
    """Writes the list; returns how many objects there are, and their bytes."""
    count = size_bytes = 0
    with path.open("w") as file:
        for stored in database.objects(connection):
            file.write(stored.model_dump_json() + "\n")
            count, size_bytes = count + 1, size_bytes + stored.size_bytes
    return count, size_bytes


def _write(place: Shelf, found: Manifest) -> None:
    """The manifest comes last: without it there is no backup."""
    manifest = place.scratch / MANIFEST
    manifest.write_text(found.model_dump_json(indent=1))
    for name in (DATABASE, OBJECTS, MANIFEST):
        place.place(place.scratch / name)
