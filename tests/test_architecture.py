"""The house keeps its shape: imports point one way, and no query forgets its workspace."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# From a package, the packages of ours it may import. The first match counts.
ALLOWED = {
    "app.routes": {"app", "media.storage", "media.errors", "media.captions"},
    "app.domain": {"app", "media.storage", "media.errors", "media.captions", "media.keys", "runtime.weights"},
    "app.models": {"app.models"},
    "app.cli": {"app", "runtime", "media"},
    "app.backup": {"app", "runtime", "media"},
    "app.export": {"app", "media"},
    "app": {"app", "media.storage", "media.errors", "media.keys", "runtime.weights", "runtime.errors"},
    "media": {"media"},
    "runtime": {"runtime", "app.config"},
    "worker": {"worker", "app", "media", "runtime"},
}
FORBIDDEN = {"app.domain": {"app.routes", "app.deps", "app.pages"}, "app.routes": {"app.cli"}, "worker": {"app.routes"}}


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("app", "media", "runtime", "worker"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_below(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def ours(name: str) -> bool:
    return name.split(".")[0] in ("app", "media", "runtime", "worker")


@pytest.mark.parametrize(
    ("module", "path"), [*modules()], ids=lambda value: str(value) if isinstance(value, str) else ""
)
def test_imports_point_one_way(module: str, path: Path) -> None:
    allowed = next(names for package, names in ALLOWED.items() if is_below(module, {package}))
    forbidden = next((names for package, names in FORBIDDEN.items() if is_below(module, {package})), set())
    # A parent package is named by every import of its parts: `from media import captions` names both.
    parents = {name.rsplit(".", depth)[0] for name in allowed for depth in range(1, name.count(".") + 1)}
    for name in filter(ours, imported(path)):
        assert is_below(name, allowed) or name in parents, f"{module} must not import {name}"
        assert not is_below(name, forbidden), f"{module} must not import {name}"


def test_only_the_transcriber_knows_faster_whisper() -> None:
    for module, path in modules():
        if any(name.startswith("faster_whisper") for name in imported(path)):
            assert module.startswith("worker."), module


def test_only_deps_and_jobs_commit() -> None:
    """Domain code flushes; the edge commits."""
    for module, path in modules():
        if module.startswith(("app.domain", "app.routes", "worker")):
            assert ".commit(" not in path.read_text(), module


def test_package_roots_stay_empty() -> None:
    for package in ("app", "app/domain", "media", "worker", "runtime"):
        assert (ROOT / package / "__init__.py").read_text().strip() == ""
