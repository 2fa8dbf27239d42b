"""The supervisor: keeps children alive until somebody stops it, then ends them so that nothing is left."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from runtime.child import Child
from runtime.logs import Follower, rotate
from runtime.screen import Screen
from runtime.watch import Watch

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_ORDER = ("web", "worker", "SeaweedFS", "PostgreSQL")
TICK_SECONDS = 0.2
ROTATE_EVERY_TICKS = 300


class Stopped(BaseException):
    """Somebody asked us to stop."""


@dataclass
class Supervisor:
    """Our children, and the one loop that watches them."""

    screen: Screen
    watches: list[Watch] = field(default_factory=list)
    followers: list[Follower] = field(default_factory=list)

    def add(self, child: Child, begin: Callable[[], None] | None = None) -> None:
        """Take a child into care and start it."""
        watch = Watch(child, begin or child.start, self.screen.say)
        self.watches.append(watch)
        watch.start()

    def follow(self, child: Child) -> None:
        """Show the serious lines of this child's log from now on."""
        self.followers.append(Follower(child.log))

    def run(self) -> None:
        """Watch until a signal raises Stopped."""
        ticks = 0
        while True:
            time.sleep(TICK_SECONDS)
            self.tick()
            ticks += 1
            if ticks % ROTATE_EVERY_TICKS == 0:
                self.rotate_logs()

    def tick(self) -> None:
        """Restart who ended, show what is serious."""
        for watch in self.watches:
            watch.tick()
        for follower in self.followers:
            for line in follower.serious_lines():
                self.screen.say(f"{follower.log.stem}: {line}")

    def rotate_logs(self) -> None:
        """Keep the logs small."""
        for watch in self.watches:
            rotate(watch.child.log)

    def stop(self) -> None:
        """End all children in order; a second signal ends them at once."""
        in_order = sorted((watch.child for watch in self.watches), key=lambda child: STOP_ORDER.index(child.name))
        try:
            for child in in_order:
                child.stop()
        except Stopped:
            for child in in_order:
                child.kill()


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Inside, SIGINT, SIGTERM and SIGHUP raise Stopped."""
    hung_up_on = signal.getsignal(signal.SIGHUP) != signal.SIG_IGN  # Not under nohup.
    numbers = [number for number in STOP_SIGNALS if number != signal.SIGHUP or hung_up_on]
    before = {number: signal.signal(number, _raise) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise Stopped
