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
    """Bring to the shelf what it has not; returns the keys whose bytes are nowhere in the store as their rows say."""
    absent: list[Stored] = []
    done = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for batch in _batches(stored):
            wanted = _by_content(one for one in batch if not shelf.has(one))
            for same, path in zip(wanted, pool.map(partial(_fetch_any, storage, shelf.scratch), wanted), strict=True):
                if path is None:
                    absent += same
                else:
                    shelf.keep(same[0], path)
            done += sum(one.size_bytes for one in batch)
            tell("Copying", done, total_bytes)
    return [one.key for one in absent if not shelf.has(one)]


def _by_content(stored: Iterable[Stored]) -> list[list[Stored]]:
    """Those with the same bytes together: the same file may have been imported twice."""
    found: dict[str, list[Stored]] = {}
    for one in stored:
        found.setdefault(one.name, []).append(one)
    return [*found.values()]


def _fetch_any(storage: Storage, scratch: Path, same: list[Stored]) -> Path | None:
    """The bytes under the first of these keys that has them."""
    return next((path for one in same if (path := _fetch(storage, scratch, one))), None)


def _fetch(storage: Storage, scratch: Path, stored: Stored) -> Path | None:
    """The object as a file; None when it is absent, or not the one that its row describes."""
    path = scratch / stored.sha256
    if not _downloaded(storage, stored.key, path):
        return None
    if sums.of(path).sha256 == stored.sha256:
        return path
    path.unlink()
    return None


def _downloaded(storage: Storage, key: str, path: Path) -> bool:
    """False when there is no such object. A store that is away is waited for; StorageUnavailable when it stays away."""
    tries = 0
    while True:
        tries += 1
        try:
            storage.download(key, path)
            return True
        except ObjectMissing:
            path.unlink(missing_ok=True)
            return False
        except StorageUnavailable:
            if tries == TRIES:
                raise
            time.sleep(PAUSE_SECONDS)


def _batches(stored: Iterable[Stored]) -> Iterator[list[Stored]]:
    waiting = iter(stored)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch
