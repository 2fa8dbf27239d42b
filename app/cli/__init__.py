"""The sitemap of the command line: one module a command, imported only when it is the one that was asked for."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from app.cli.sentences import in_sentences

COMMANDS = {
    "up": "up",
    "web": "web",
    "worker": "worker",
    "migrate": "migrate",
    "owner": "owner",
    "invite": "invite",
    "token": "token",
    "import": "imports",
    "export": "export",
    "backup": "backup",
    "restore": "restore",
    "workspace": "workspace",
    "doctor": "doctor",
    "demo": "demo",
    "openapi": "openapi",
    "bench": "bench",
}


class Sitemap(TyperGroup):
    """Finds a command's module by its name; the module's function `command` is the command."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        single = typer.Typer(add_completion=False)
        single.command(cmd_name)(import_module(f"app.cli.{COMMANDS[cmd_name]}").command)
        return typer.main.get_command(single)


commands = typer.Typer(
    cls=Sitemap, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)


@commands.callback()
def lorecast() -> None:
    """Lorecast: a team passes on what it knows by voice."""


def app() -> None:
    """The program `lorecast`."""
    with in_sentences():
        commands(prog_name="lorecast")
