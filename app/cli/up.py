"""`lorecast up`: everything, on this machine, until Ctrl-C."""

import os
from pathlib import Path
from typing import Annotated

import typer

from app.cli.place import Data, use
from app.config import settings
from runtime.up import up

Port = Annotated[int | None, typer.Option(help="The port of the pages; without it the first free one from 8765.")]
Lan = Annotated[bool, typer.Option("--lan", help="Serve HTTPS to the local network, so that phones can record.")]


def command(data: Data = None, port: Port = None, lan: Lan = False) -> None:
    """Start PostgreSQL, SeaweedFS, web and worker, and keep them running until Ctrl-C."""
    if port is not None:
        os.environ["LORECAST_PORT"] = str(port)
    use(data or Path(settings().data))
    up(settings(), lan=lan)
