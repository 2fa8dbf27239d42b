"""One child process that never outlives us: started on a leash, in a process group of its own, logging to a file."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from runtime import leash
from runtime.errors import NotReady


@dataclass
class Child:
    """A program and how to stop it.

    `user` is (uid, gid) to become, `stale` a pid file that a killed predecessor may have left, `leftovers` files to
    remove after its end, `death_signal` what the program gets if we are killed.
    """

    name: str
    command: Sequence[str]
    log: Path
    lock: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    stale: Path | None = None
    leftovers: Sequence[Path] = ()
    user: tuple[int, int] = (-1, -1)
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    stop_seconds: float = 15.0
    pass_fds: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    swept: bool = False

    def start(self) -> None:
        """Start it, from the main thread: the kernel ties a child to the thread that made it."""
        self.swept = False
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._leashed(),
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.pass_fds,
            )

    def _leashed(self) -> list[str]:
        uid, gid = self.user
        numbers = [self.death_signal.value, os.getpid(), uid, gid]
        files = [str(self.lock), str(self.stale or "")]
        return [sys.executable, "-I", "-S", leash.__file__, *map(str, numbers), *files, *self.command]

    @property
    def pid(self) -> int | None:
        """None while it is not running."""
        return self.process.pid if self.process and self.process.poll() is None else None

    @property
    def exit_code(self) -> int | None:
        """None before its end; negative is the signal that ended it."""
        return self.process.poll() if self.process else None

    def wait_until(self, is_ready: Callable[[], bool], *, seconds: float) -> None:
        """Wait for the program to be of use; NotReady when it ends or takes longer."""
        deadline = time.monotonic() + seconds
        while not is_ready():
            if self.pid is None:
                raise NotReady(self.name, f"ended at once with code {self.exit_code}", self.log)
            if time.monotonic() > deadline:
                raise NotReady(self.name, f"did not answer within {seconds:.0f} s", self.log)
            time.sleep(0.02)

    def wait_for_success(self, *, seconds: float) -> None:
        """Wait for a program that does one thing and ends; NotReady when it fails or takes longer."""
        try:
            code = self.process.wait(seconds) if self.process else None
        except subprocess.TimeoutExpired:
            raise NotReady(self.name, f"took longer than {seconds:.0f} s", self.log) from None
        finally:
            self.kill()
        if code != 0:
            raise NotReady(self.name, f"failed with code {code}", self.log)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program itself, not to its children."""
        if self.process and self.pid is not None:
            self.process.send_signal(number)

    def stop(self) -> None:
        """Ask it to end, wait, then make sure that neither it nor anything it started is left."""
        self.signal(self.stop_signal)
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(self.stop_seconds)
        self.kill()

    def kill(self) -> None:
        """End it and its process group at once, as a power cut would."""
        if self.process and not self.swept:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.swept = True  # From now on its number may belong to somebody else.
        for path in self.leftovers:
            path.unlink(missing_ok=True)
