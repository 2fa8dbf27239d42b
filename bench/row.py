"""Row: one promise of speed, what was measured for it, and whether it holds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self


@dataclass(frozen=True)
class Row:
    """`must` and `goal` are what is promised, in words; `ratio` and `peers` stand beside the figure.

    `holds` is None until it was measured. `details` goes into results.json only: single times, by whatever name.
    """

    what: str
    measure: str
    must: str
    goal: str
    figure: str = "–"
    ratio: str = "–"
    holds: bool | None = None
    reaches_goal: bool | None = None
    peers: str = "–"
    on: str = ""
    took_seconds: float = 0.0
    details: dict[str, object] | None = None

    def measured(
        self,
        figure: str,
        *,
        holds: bool,
        reaches_goal: bool,
        ratio: str = "–",
        peers: str = "–",
        details: dict[str, object] | None = None,
    ) -> Self:
        """The same promise with its figure of today."""
        found = {"figure": figure, "ratio": ratio, "peers": peers, "on": f"{datetime.now(UTC):%Y-%m-%d}"}
        verdict = {"holds": bool(holds), "reaches_goal": bool(reaches_goal), "details": details}
        return replace(self, **found, **verdict)

    def failed(self, error: BaseException) -> Self:
        """The same promise, which could not be measured."""
        why = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return replace(self, figure=f"not measured: {why}", holds=False, reaches_goal=False)


Measure = Callable[..., Row]
