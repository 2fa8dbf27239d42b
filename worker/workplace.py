"""Workplace: what every stage works with, put together once by __main__.py or by a test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from media.storage import Storage
from worker.lease import Lease
from worker.transcriber import Transcriber


@dataclass(frozen=True)
class Workplace:
    """`desk` is the folder that jobs work in, `stopping` is set when this worker ends."""

    storage: Storage
    transcriber: Transcriber
    desk: Path
    stopping: Event = field(default_factory=Event)


# A stage: load, compute in the folder, save through the lease.
Work = Callable[[Workplace, Lease, Path], None]
