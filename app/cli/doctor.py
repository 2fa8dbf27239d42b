"""`lorecast doctor`: what is wrong with this installation, and what to do about it."""

from collections.abc import Iterator

import typer
from rich.console import Console
from rich.text import Text

from app.cli import checks, checks_running
from app.cli.checks import Check
from app.cli.place import Data, use
from app.cli.place import reach as reach_running
from app.config import settings
from runtime import running
from runtime.ports import is_free

MARKS = {"fine": ("✓", "green"), "warning": ("!", "yellow"), "failure": ("✗", "red")}


def command(data: Data = None) -> None:
    """Look at everything that Lorecast needs. The exit code tells whether something must be done."""
    console = Console(highlight=False)
    use(data)
    found = []
    for check in _checks():
        mark, colour = MARKS[check.verdict]
        found.append(check)
        console.print(Text.assemble((f"{mark} ", colour), f"{check.name:<13}", check.sentence), soft_wrap=True)
    if any(check.verdict == "failure" for check in found):
        raise typer.Exit(1)


def _checks() -> Iterator[Check]:
    for look in checks.standing():
        yield look()
    started = running.find(settings().data)
    if started is None and not settings().database_url:
        yield _port()
        yield Check(
            "Running", "warning", "`lorecast up` does not run here, so database, objects and worker were not asked."
        )
        return
    reach_running(None)
    yield from checks_running.database()
    for look in checks_running.running_checks(started):
        yield look()


def _port() -> Check:
    port = settings().port
    advice = f"{port} is taken; `lorecast up` uses the next free one."
    return Check.of("Port", is_free(port, settings().host), f"{port} is free", advice, verdict="warning")
