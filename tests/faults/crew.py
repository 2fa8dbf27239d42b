"""A crew of real worker processes that can be aimed at, killed, frozen and replaced."""

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.models import StageName
from runtime.child import Child

# Quick leases, so that a short test need not wait for slow ones.
QUICK = {
    "LORECAST_WORKER_LEASE_SECONDS": "2",
    "LORECAST_WORKER_HEARTBEAT_SECONDS": "0.5",
    "LORECAST_WORKER_SWEEP_SECONDS": "0.5",
}
LOOK_EVERY_SECONDS = 0.005

Held = tuple[StageName, UUID]


@dataclass
class Worker:
    """One process, and the folder in which it tells what it holds."""

    child: Child
    marks: Path

    def held(self) -> list[Held]:
        names = [mark.name.split(".") for mark in self.marks.iterdir()]
        return [(StageName(name), UUID(recording)) for name, recording in names]

    def kill(self) -> list[Held]:
        """kill -9 of the process alone; its decoder must notice by itself. Returns what it held."""
        self.child.signal(signal.SIGKILL)
        assert self.child.process
        self.child.process.wait()
        return self.held()

    def freeze(self) -> None:
        self.child.signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.child.signal(signal.SIGCONT)

    @property
    def said(self) -> str:
        return self.child.log.read_text()


class Crew:
    """Workers, all of one kind: `pace` is what tests/faults/telling_worker.py takes."""

    def __init__(self, folder: Path, pace: str, environment: Mapping[str, str]) -> None:
        self._folder, self._pace, self._environment = folder, pace, environment
        self.workers: list[Worker] = []
        self._count = 0

    def join(self) -> Worker:
        """One more worker. From the main thread, to which the kernel ties it."""
        self._count += 1
        marks = Path(tempfile.mkdtemp(prefix="marks-", dir=self._folder))
        name = f"worker{self._count}"
        child = Child(
            name=name,
            command=[sys.executable, "-m", "tests.faults.telling_worker", str(marks), self._pace],
            log=self._folder / f"{name}.log",
            lock=self._folder / f"{name}.lock",
            environment={**os.environ, "TMPDIR": str(self._folder), **self._environment},
        )
        child.start()
        self.workers.append(Worker(child, marks))
        return self.workers[-1]

    def replace(self, worker: Worker) -> list[Held]:
        """Kill one and start another at once; returns what was in its hands."""
        held = worker.kill()
        self.workers.remove(worker)
        self.join()
        return held

    def at_work(self, stage: StageName, chance: random.Random, *, seconds: float = 300) -> Worker:
        """Waits until somebody works on this stage; of several, any one."""
        deadline = time.monotonic() + seconds
        while True:
            busy = [one for one in self.workers if any(name == stage for name, _ in one.held())]
            if busy:
                return chance.choice(busy)
            assert time.monotonic() < deadline, f"nobody came to {stage}"
            time.sleep(LOOK_EVERY_SECONDS)


@contextmanager
def crew(
    folder: Path, *, count: int, pace: str = "0.3", environment: Mapping[str, str] | None = None
) -> Iterator[Crew]:
    """So many workers, which are gone afterwards."""
    workers = Crew(folder, pace, environment or {})
    try:
        for _ in range(count):
            workers.join()
        yield workers
    finally:
        for one in workers.workers:
            one.child.kill()
