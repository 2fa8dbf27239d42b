"""Copies objects from the store to a shelf, each compared with the sum of its row."""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

from app.backup import sums
from app.backup.manifest import Stored
from app.backup.shelves import Shelf
from app.backup.sums import Tell
from media.errors import ObjectMissing, StorageUnavailable
from media.storage import Storage

AT_ONCE = 16
# A store that is restarted comes back within seconds; one that stays away for a minute ends the backup.
TRIES, PAUSE_SECONDS = 12, 5.0


def copy(storage: Storage, stored: Iterable[Stored], shelf: Shelf, tell: Tell, total_bytes: int) -> list[str]:
    """Bring to the shelf what it has not; returns the keys whose objects are not in the store as their rows say."""
    lost: list[str] = []
    done = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for batch in _batches(stored):
            wanted = {one.name: one for one in batch if not shelf.has(one)}
            fetched = dict(zip(wanted, pool.map(partial(_fetch, storage, shelf.scratch), wanted.values()), strict=True))
            for name, path in fetched.items():
                if path is not None:
                    shelf.keep(wanted[name], path)
            lost += [one.key for one in batch if fetched.get(one.name, one) is None]
            done += sum(one.size_bytes for one in batch)
            tell("Copying", done, total_bytes)
    return lost


def _fetch(storage: Storage, scratch: Path, stored: Stored) -> Path | None:
    """The object as a file; None when it is absent, or not the one that its row describes."""
    path = scratch / stored.sha256
    for tries_left in reversed(range(TRIES)):
        try:
            storage.download(stored.key, path)
            break
        except ObjectMissing:
            path.unlink(missing_ok=True)
            return None
        except StorageUnavailable:
            if not tries_left:
                raise
            time.sleep(PAUSE_SECONDS)
    if sums.of(path).sha256 == stored.sha256:
        return path
    path.unlink()
    return None


def _batches(stored: Iterable[Stored]) -> Iterator[list[Stored]]:
    waiting = iter(stored)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch
