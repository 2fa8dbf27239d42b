"""Restores a backup into an empty place: sums first, then objects, then the database in one transaction.

Interrupted anywhere, the same call does it again: objects come under the same keys, and a database that was not
finished is empty.
"""

import tempfile
from pathlib import Path

from app import db
from app.backup import database, sums, target
from app.backup.errors import Damaged
from app.backup.manifest import DATABASE, Manifest
from app.backup.sources import Source
from app.backup.sums import Tell
from app.config import settings
from media.storage import Storage


def restore(source: Source, storage: Storage, tell: Tell) -> Manifest:
    """Raises BackupProblem or MediaError. Afterwards the database is as this version needs it."""
    target.require_known(sums.manifest(source))
    _require_empty(source, storage)
    found = sums.verify(source, tell)
    _bring_objects(source, found, storage, tell)
    tell("Writing the database", 0, 0)
    with tempfile.TemporaryDirectory(prefix="lorecast-") as scratch:
        target.load(found, source.file(DATABASE, Path(scratch)))
    target.require_same_counts(found)
    db.migrate()
    return found


def _require_empty(source: Source, storage: Storage) -> None:
    found = sums.manifest(source)
    with database.connected(settings().database_url) as connection:
        target.require_fit(connection, found)
        target.require_empty_database(connection, found)
    storage.ensure_bucket()
    target.require_empty_store(storage, {one.key for one in sums.stored(source, found)})


def _bring_objects(source: Source, found: Manifest, storage: Storage, tell: Tell) -> None:
    """Each is read back: a restore is the one moment at which nobody wants to take a store's word for it."""
    done = 0
    with tempfile.TemporaryDirectory(prefix="lorecast-") as scratch:
        for one in sums.stored(source, found):
            sent = source.file(one.name, Path(scratch))
            storage.put_file(one.key, sent, one.mime_type)
            storage.download(one.key, sent)
            if sums.of(sent).sha256 != one.sha256:
                raise Damaged(f"The object store gave other bytes back than it got for {one.key}. Do not use it.")
            sent.unlink()
            done += one.size_bytes
            tell("Writing objects", done, found.objects_size_bytes)
