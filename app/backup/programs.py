"""PostgreSQL's own programs: those that came with the embedded one, or the system's, as the server's version asks."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.backup.errors import ProgramFailed
from runtime import postgres
from runtime.errors import PartMissing

# Where Debian and its kin keep what is not on the PATH.
SYSTEM = Path("/usr/lib/postgresql")
LINES_TOLD = 3


def find(name: str, server: int) -> Path:
    """The program of this name for a server of this major version: the same version, else the next newer one."""
    versions = {path: _major(path) for path in _candidates(name)}
    fitting = [path for path, major in versions.items() if major >= server]
    if not fitting:
        raise PartMissing(f"`{name}` of PostgreSQL {server} or newer is needed on the PATH: install postgresql-client.")
    return min(fitting, key=lambda path: versions[path])


def run(program: Path, url: str, *arguments: str) -> None:
    """Run it on this database. The password goes by the environment, where other users of the machine cannot see it."""
    parts = conninfo_to_dict(url)
    password = str(parts.pop("password", "") or "")
    secret = {"PGPASSWORD": password} if password else {}
    told(program, f"--dbname={make_conninfo('', **parts)}", "--no-password", *arguments, environment=secret)


def told(program: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """Run it and return what it printed. Raises ProgramFailed."""
    command = [str(program), *arguments]
    whole = {**os.environ, **(environment or {})}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=whole)
    if done.returncode != 0:
        raise ProgramFailed(f"{program.name} failed: {_said(done.stderr)}")
    return done.stdout


def _said(printed: str) -> str:
    """What went wrong, without the statement that it went wrong in, which may be pages long."""
    lines = [line.split("error: ", 1)[1] for line in printed.splitlines() if "error: " in line]
    return "\n".join(lines[:LINES_TOLD]) or printed.strip()[-500:]


def _candidates(name: str) -> Iterator[Path]:
    with suppress(PartMissing):
        yield postgres.programs() / "bin" / name
    if found := shutil.which(name):
        yield Path(found)
    yield from sorted(SYSTEM.glob(f"*/bin/{name}"))


def _major(program: Path) -> int:
    """0 for what does not run here."""
    try:
        told = subprocess.run([str(program), "--version"], check=False, capture_output=True, text=True).stdout
    except OSError:
        return 0
    found = re.search(r"(\d+)", told)
    return int(found[1]) if found else 0
