"""`lorecast bench`: how fast Lorecast is on this machine, from a checkout, where the benches are."""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from app.cli.sentences import fail

Rows = Annotated[list[str] | None, typer.Argument(help="Only these rows of docs/performance.md, such as search.")]
Speech = Annotated[Path | None, typer.Option(help="A folder of real speech with references.tsv.")]


def command(rows: Rows = None, speech: Speech = None) -> None:
    """Measure everything docs/performance.md promises, beside its peers; takes some 25 minutes."""
    if find_spec("bench") is None:
        fail("The benches are not part of the package. Run `make bench` in a checkout of Lorecast.")
    chosen = [*(rows or []), *(["--speech", str(speech)] if speech else [])]
    sys.exit(import_module("bench.__main__").main(chosen))
