"""Builds static/dist with Node, but only when what it is made from has changed. `python -m runtime.assets`."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from runtime.errors import RuntimeProblem
from runtime.lock import exclusive
from runtime.node import ROOT, npm

STAMP = ".stamp"


def build(root: Path = ROOT) -> None:
    """Bring node_modules and static/dist up to date."""
    with exclusive(root / "package-lock.json"):
        install(root)
        refresh(root / "static" / "dist", digest(root, sources(root)), "run", "build", root=root)


def install(root: Path = ROOT) -> None:
    """Bring node_modules up to date with the lock file."""
    packages = [root / name for name in ("package.json", "package-lock.json", ".npmrc")]
    refresh(root / "node_modules", digest(root, packages), "ci", root=root)


def refresh(made: Path, wanted: str, *npm_arguments: str, root: Path) -> bool:
    """Run npm unless the folder carries the stamp of the wanted content; whether it ran."""
    stamp = made / STAMP
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    npm(*npm_arguments, root=root)
    stamp.write_text(wanted)
    return True


def sources(root: Path) -> list[Path]:
    """Everything that static/dist is made from."""
    dist = root / "static" / "dist"
    files = [path for path in (root / "static").rglob("*") if path.is_file() and dist not in path.parents]
    return [*files, root / "package.json", root / "package-lock.json"]


def digest(root: Path, files: Iterable[Path]) -> str:
    """Changes with the content, the name and the number of the files, not with their times."""
    whole = hashlib.sha256()
    for path in sorted(path for path in files if path.exists()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(root)} {content}\n".encode())
    return whole.hexdigest()


if __name__ == "__main__":
    try:
        build()
    except RuntimeProblem as problem:
        sys.exit(str(problem))
