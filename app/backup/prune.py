"""Forgets earlier backups of a folder, and the objects that only they had: what was deleted must end there as well."""

import shutil
from pathlib import Path

from app.backup import sources, sums
from app.backup.manifest import MANIFEST
from app.backup.shelves import PARTIAL


def prune(root: Path, *, keep: int) -> int:
    """Keep the newest so many, at least one; returns how many backups were removed."""
    made = sorted(found.parent for found in root.glob(f"*/{MANIFEST}") if found.parent.suffix != PARTIAL)
    old = made[: -max(keep, 1)]
    for folder in old:
        # The manifest first: half a backup must not look like one.
        (folder / MANIFEST).unlink()
        shutil.rmtree(folder)
    if old:
        _sweep(root, made[len(old) :])
    return len(old)


def _sweep(root: Path, kept: list[Path]) -> None:
    named: set[str] = set()
    for folder in kept:
        with sources.find(folder) as source:
            named.update(one.name for one in sums.stored(source, sums.manifest(source)))
    for path in root.glob("objects/*/*"):
        if str(path.relative_to(root)) not in named:
            path.unlink()
