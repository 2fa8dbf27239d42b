"""Starts a child again whenever it ended, as `lorecast up` and every other supervisor does."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from runtime.child import Child

LOOK_EVERY_SECONDS = 0.02


class Keeper(Thread):
    """The kernel ties a child to the thread that started it: this one lives as long as it is needed."""

    def __init__(self, child: Child) -> None:
        super().__init__(name=f"keeper of {child.name}", daemon=True)
        self._child, self._over = child, Event()
        self.starts = 0

    def run(self) -> None:
        while not self._over.wait(LOOK_EVERY_SECONDS):
            if self._child.pid is None:
                self._child.start()
                self.starts += 1

    def end(self) -> None:
        self._over.set()
        self.join()


@contextmanager
def kept_up(child: Child) -> Iterator[Keeper]:
    keeper = Keeper(child)
    keeper.start()
    try:
        yield keeper
    finally:
        keeper.end()


def wait_for_start(keeper: Keeper, starts: int, *, seconds: float = 30) -> None:
    """Until it has started its child so often."""
    deadline = time.monotonic() + seconds
    while keeper.starts < starts:
        assert time.monotonic() < deadline, "it was not started again"
        time.sleep(LOOK_EVERY_SECONDS)
