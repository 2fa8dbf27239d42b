"""How long files and functions are: median, 90th percentile, longest, and the offenders. A file over 400 lines fails.

Migrations are left out: they are history, written once by a tool and never edited.
"""

import ast
import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FILE_MAX, FILE_P90, FILE_MEDIAN = 400, 200, 80
FUNCTION_P90, FUNCTION_MEDIAN, FUNCTION_MAX = 25, 8, 60
SUFFIXES = {".py", ".html", ".css", ".js", ".mjs"}
LEFT_OUT = ("migrations/versions/",)


class Size(NamedTuple):
    lines: int
    where: str


def files(root: Path) -> list[Path]:
    """Our source files: what git tracks or would track."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    ours = (name for name in names if Path(name).suffix in SUFFIXES and not name.startswith(LEFT_OUT))
    return [root / name for name in sorted(set(ours)) if (root / name).is_file()]


def file_sizes(paths: list[Path], root: Path) -> list[Size]:
    """Lines of each file that has any."""
    sizes = [Size(len(path.read_text().splitlines()), str(path.relative_to(root))) for path in paths]
    return [size for size in sizes if size.lines]


def function_sizes(paths: list[Path], root: Path) -> list[Size]:
    """Lines of each Python function, without its docstring."""
    return [size for path in paths if path.suffix == ".py" for size in _functions(path, root)]


def _functions(path: Path, root: Path) -> Iterator[Size]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            documented = ast.get_docstring(node, clean=False) is not None
            first = node.body[0]
            docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            lines = (node.end_lineno or 0) - node.lineno + 1 - docstring
            yield Size(lines, f"{path.relative_to(root)}:{node.lineno} {node.name}")


def percentile(sizes: list[Size], share: float) -> int:
    """The smallest length that `share` of all do not exceed."""
    ordered = sorted(size.lines for size in sizes)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def report(name: str, sizes: list[Size]) -> str:
    """One line: how many, median, p90, longest."""
    longest = max(sizes)
    return (
        f"{name:<18}{len(sizes):>5}   median {percentile(sizes, 0.5):>3}   p90 {percentile(sizes, 0.9):>3}   "
        f"max {longest.lines:>3}  ({longest.where})\n"
    )


def by_suffix(sizes: list[Size]) -> Iterator[tuple[str, list[Size]]]:
    """Files of each kind."""
    for suffix in sorted(SUFFIXES):
        fitting = [size for size in sizes if size.where.endswith(suffix)]
        if fitting:
            yield suffix, fitting


def main(root: Path) -> int:
    """Print the report; 1 when a file is too long."""
    paths = files(root)
    sizes, functions = file_sizes(paths, root), function_sizes(paths, root)
    sys.stdout.write(report("all files", sizes))
    for suffix, fitting in by_suffix(sizes):
        sys.stdout.write(report(f"  {suffix}", fitting))
    sys.stdout.write(report("Python functions", functions))
    for size in sorted(functions, reverse=True):
        if size.lines > FUNCTION_MAX:
            sys.stdout.write(f"long function: {size.lines} lines, {size.where}\n")
    _warn("files", sizes, FILE_MEDIAN, FILE_P90)
    _warn("functions", functions, FUNCTION_MEDIAN, FUNCTION_P90)
    offenders = [size for size in sizes if size.lines > FILE_MAX]
    for size in offenders:
        sys.stdout.write(f"TOO LONG: {size.where} has {size.lines} lines, more than {FILE_MAX}\n")
    return 1 if offenders else 0


def _warn(name: str, sizes: list[Size], median: int, p90: int) -> None:
    if percentile(sizes, 0.5) > median or percentile(sizes, 0.9) > p90:
        sys.stdout.write(f"{name} are longer than we want: median ≤ {median}, p90 ≤ {p90}\n")


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parent.parent))
