"""Keeps one child alive: starts it again when it ends, each time a little later, and says so once."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from runtime.child import Child
from runtime.errors import last_lines

FIRST_DELAY_SECONDS = 0.2
LONGEST_DELAY_SECONDS = 30.0
# After this long alive, an earlier failure is forgotten.
HEALTHY_SECONDS = 60.0
# So many ends in a row are told one by one.
PATIENCE = 4


@dataclass
class Watch:
    """A child with the way to start it again. `tick` is called all the time and never waits."""

    child: Child
    begin: Callable[[], None]
    say: Callable[[str], None]
    failures: int = 0
    started_at: float = 0.0
    start_again_at: float | None = None

    def start(self) -> None:
        """Start the child; when it can be used is for others to ask."""
        self.begin()
        self.started_at, self.start_again_at = time.monotonic(), None

    def tick(self) -> None:
        """Notice an end, or start again when it is time."""
        if self.child.pid is not None:
            return
        if self.start_again_at is None:
            self._plan()
        elif time.monotonic() >= self.start_again_at:
            self.start()

    def _plan(self) -> None:
        lived = time.monotonic() - self.started_at
        self.failures = 1 if lived > HEALTHY_SECONDS else self.failures + 1
        delay = min(FIRST_DELAY_SECONDS * 2 ** (self.failures - 1), LONGEST_DELAY_SECONDS)
        self.child.kill()  # Whatever it started must not outlive it either.
        self.start_again_at = time.monotonic() + delay
        if self.failures < PATIENCE:
            self.say(f"{self.child.name} ended ({self._reason()}) and is started again. Its log: {self.child.log}")
        elif self.failures == PATIENCE:
            self.say(f"{self.child.name} keeps ending ({self._reason()}): tried less and less often. {self._why()}")

    def _why(self) -> str:
        return f"Its log, {self.child.log}, ends with:\n{last_lines(self.child.log, count=3)}"

    def _reason(self) -> str:
        code = self.child.exit_code
        return f"signal {-code}" if code is not None and code < 0 else f"code {code}"
