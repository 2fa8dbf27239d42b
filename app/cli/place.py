"""Which installation a command is about: what the environment names, else the `lorecast up` on a data folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.cli.sentences import fail
from app.config import settings
from runtime import running
from runtime.folder import folder

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
        _point(found.environment)
    elif not settings().database_url:
        place = settings().data.resolve()
        fail(f"Lorecast does not run on {place}. Start it with `lorecast up --data {place}`, or set DATABASE_URL.")
    return found


@contextmanager
def standing(data: Path | None) -> Iterator[None]:
    """Like `reach`; an installation that does not run has its database and its objects started for this long."""
    use(data)
    place = folder(settings().data)
    if running.find(place.root) is None and not settings().database_url and place.postgres.exists():
        held = running.claim(place.prepare())
        try:
            with started():
                yield
        finally:
            os.close(held)
    else:
        reach(data)
        yield


@contextmanager
def started() -> Iterator[None]:
    """The embedded database and object store of the data folder, but for what the settings replace."""
    from runtime.parts import parts

    chosen = settings()
    with parts(chosen.data, database=not chosen.database_url, objects=not chosen.s3_endpoint_url) as found:
        _point(found.environment())
        yield


def _point(environment: dict[str, str]) -> None:
    os.environ.update({name: value for name, value in environment.items() if value})
    settings.cache_clear()
