"""Which installation a command is about: what the environment names, else the `lorecast up` on a data folder."""

import os
from pathlib import Path
from typing import Annotated

import typer

from app.cli.sentences import fail
from app.config import settings
from runtime import running

Data = Annotated[Path | None, typer.Option(help="The data folder, if it is not LORECAST_DATA.", show_default=False)]


def use(data: Path | None) -> None:
    """Take over the given data folder as a setting."""
    if data is not None:
        os.environ["LORECAST_DATA"] = str(data)
        settings.cache_clear()


def reach(data: Path | None) -> running.Running | None:
    """Point the settings at the running installation. Ends the program when nothing runs and nothing is configured."""
    use(data)
    found = running.find(settings().data)
    if found is not None:
        os.environ.update({name: value for name, value in found.environment.items() if value})
        settings.cache_clear()
    elif not settings().database_url:
        place = settings().data.resolve()
        fail(f"Lorecast does not run on {place}. Start it with `lorecast up --data {place}`, or set DATABASE_URL.")
    return found
