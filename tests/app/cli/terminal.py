"""The command line as a test types it."""

from typing import Protocol


class Terminal(Protocol):
    """Runs `lorecast` with these words and returns what it printed; with `fails`, what it said on failing."""

    def __call__(self, *words: str, fails: bool = False) -> str: ...
