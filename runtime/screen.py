"""What `lorecast up` shows: one calm screen when everything runs, then a line only when something happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import segno
from rich.console import Console
from rich.text import Text

ACCENT = "rgb(217,108,78)"


class Screen:
    """The terminal. Everything that the supervisor says goes through here."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Show what is being done while it takes its time."""
        if self.console.is_terminal:
            with self.console.status(f"[dim]{what} …", spinner="dots", spinner_style=ACCENT):
                yield
        else:
            yield

    def say(self, sentence: str) -> None:
        """One line about something that happened."""
        self.console.print(Text("· ", style=ACCENT) + Text(sentence), soft_wrap=True)

    def welcome(
        self, *, address: str, data: str, took_seconds: float, owner_url: str | None, phone_url: str | None
    ) -> None:
        """The screen that stands while Lorecast runs. Addresses are never broken into lines: they get copied."""
        title = Text("Lorecast", style=f"bold {ACCENT}") + Text(f"  ready in {took_seconds:.1f} s", style="dim")
        self._lines("", title, "", _row("Open", Text(address, style="bold")))
        if owner_url:
            self._lines(_row("You first", Text(owner_url, style=f"bold {ACCENT}")))
            self._lines(_row("", Text("This link makes you the owner. It works once.", style="dim")))
        self._lines(_row("Data", Text(data)), _row("Phone", Text(_phone_words(phone_url), style="dim")), "")
        self._lines(*_qr(phone_url), Text("Ctrl-C stops everything.", style="dim"), "")

    def _lines(self, *lines: Text | str) -> None:
        for line in lines:
            self.console.print(Text("  ") + Text.assemble(line) if line else line, soft_wrap=True)


def _row(label: str, value: Text) -> Text:
    return Text(f"{label:<12}", style="dim") + value


def _phone_words(phone_url: str | None) -> str:
    if phone_url is None:
        return "A phone records over HTTPS only: start with --lan to use one here."
    return "Scan the code. The phone will warn once that it does not know this machine: go on to the site."


def _qr(url: str | None) -> list[Text | str]:
    if url is None:
        return []
    drawn = StringIO()
    segno.make(url, error="l").terminal(drawn, compact=True, border=2)
    return [*(Text.from_ansi(line) for line in drawn.getvalue().splitlines()), ""]
