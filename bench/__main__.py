"""`python -m bench [ROW …]`: measures what docs/performance.md promises, all rows or those named, and writes them down.

Every row starts what it needs and ends it. One that fails says so in the table, and the next one is measured.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bench import machine, table
from bench.kit import Kit
from bench.row import Row

HERE = Path(__file__).parent
# In the order of the table; each is a module of bench/rows with ROW and measure(kit).
ROWS = (
    "throughput",
    "overhead",
    "playable",
    "readable",
    "searchable",
    "long_import",
    "search",
    "quality",
    "pages",
    "ranges",
    "upload",
    "start",
    "phone",
)
SPEECH = HERE.parent.parent / "shared" / "speech"
Say = Callable[[str], None]


def main(words: list[str] | None = None) -> int:
    """0 when every row that was measured holds."""
    given = arguments(words)
    facts, rows = machine.facts(), dict.fromkeys(ROWS)
    _, kept = table.read(given.results)
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch, progress(given.rows) as say:
        kit = Kit(given.speech.resolve(), given.cache.resolve(), Path(scratch).resolve())
        kit.cache.mkdir(parents=True, exist_ok=True)
        for name in given.rows:
            kept[name] = measured(name, replace(kit, say=say(name)))
            in_order = {known: kept[known] for known in rows if known in kept}
            table.write(facts, in_order, given.results)
    print(table.markdown({name: kept[name] for name in given.rows}))
    return 0 if all(kept[name].holds for name in given.rows) else 1


def arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast Lorecast is, compared with what.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"all of them, or some of: {', '.join(ROWS)}")
    speech = Path(os.environ.get("SPEECH") or os.environ.get("LORECAST_SPEECH") or SPEECH)
    parser.add_argument("--speech", type=Path, default=speech, help="a folder of real speech with references.tsv")
    cache = Path(os.environ.get("BENCH_CACHE") or HERE / ".cache")
    parser.add_argument("--cache", type=Path, default=cache, help="where generated libraries are kept between runs")
    parser.add_argument("--results", type=Path, default=table.RESULTS, help="the figures for programs")
    given = parser.parse_args(words)
    given.rows = given.rows or list(ROWS)
    if unknown := set(given.rows) - set(ROWS):
        parser.error(f"there is no row {', '.join(sorted(unknown))}")
    return given


def measured(name: str, kit: Kit) -> Row:
    """The row, whatever happens."""
    module = import_module(f"bench.rows.{name}")
    began, cores = time.monotonic(), machine.cores_at_once()
    try:
        row: Row = module.measure(kit)
    except Exception as error:
        row = module.ROW.failed(error)
    details = {**(row.details or {}), "cores_at_once": [cores, machine.cores_at_once()]}
    return replace(row, took_seconds=round(time.monotonic() - began), details=details)


@contextmanager
def progress(names: list[str]):  # type: ignore[no-untyped-def]
    """A bar over the rows on a screen, lines in a file; gives what a row tells its steps to."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=len(names))

        def row(name: str) -> Say:
            bar.update(task, completed=names.index(name))

            def say(step: str) -> None:
                bar.update(task, description=f"{name}: {step}")
                if not console.is_terminal:
                    print(f"{name}: {step}", file=sys.stderr, flush=True)

            say("beginning")
            return say

        yield row
        bar.update(task, completed=len(names))


if __name__ == "__main__":
    sys.exit(main())
