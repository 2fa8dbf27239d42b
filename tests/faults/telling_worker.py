"""A worker that tells what it holds, so that a test can aim: `python -m tests.faults.telling_worker FOLDER SECONDS`.

While it works on a stage there is a file FOLDER/STAGE.RECORDING; a killed worker leaves them. With `whisper` for
SECONDS the real model listens, else a scripted transcriber takes so long over each sentence.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from collections.abc import Callable
from pathlib import Path

from app import logs, meaning
from app.config import settings
from app.models import StageName
from tests.worker.scripted import ScriptedTranscriber
from worker import models, tasks
from worker.__main__ import work
from worker.lease import Lease
from worker.transcriber import Transcriber
from worker.workplace import Work, Workplace


def telling(folder: Path, name: StageName, do: Work) -> Work:
    def told(place: Workplace, lease: Lease, desk: Path) -> None:
        mark = folder / f"{name.value}.{lease.claim.recording_id}"
        mark.touch()
        try:
            do(place, lease, desk)
        finally:
            mark.unlink()

    return told


def transcriber(seconds: str) -> Transcriber:
    if seconds != "whisper":
        wait: Callable[[int], None] = lambda _: time.sleep(float(seconds))  # noqa: E731 - a type for it
        return ScriptedTranscriber(before=wait)
    real = models.transcriber(settings())
    models.load_ahead(real)
    return real


if __name__ == "__main__":
    logs.configure()
    tasks.WORK.update({name: telling(Path(sys.argv[1]), name, do) for name, do in tasks.WORK.items()})
    meaning.load_ahead()
    work(transcriber(sys.argv[2]))
