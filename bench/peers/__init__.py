"""Peers: the programs Lorecast is compared with, in an environment of their own beside this file.

requirements.txt says which, requirements.lock with which bytes; `python -m bench.peers` makes the environment, and
again when the lock has changed.
"""

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
PLACE = HERE / ".venv"
LOCK, STAMP = HERE / "requirements.lock", PLACE / "installed"


def python() -> Path:
    """The Python of that environment, made or renewed when it has to be."""
    program = PLACE / "bin" / "python"
    if not STAMP.exists() or STAMP.read_text() != LOCK.read_text():
        venv.create(PLACE, clear=True, with_pip=True)
        install = [str(program), "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(LOCK)]
        subprocess.run(install, check=True, stdout=sys.stderr)
        STAMP.write_text(LOCK.read_text())
    return program
