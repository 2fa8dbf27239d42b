"""The Whisper worker: `python -m worker`. Puts the workplace together and serves the queue until told to stop."""

import os

# Before numpy comes: its threads spin against each other, and double what normalising costs on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import asyncio

from app import logs, meaning
from app.config import Settings, settings
from app.models import StageName
from app.objects import objects
from worker import metrics, models
from worker.desk import desk
from worker.post import Post
from worker.purge import Purge
from worker.queue import serve
from worker.sweep import Sweep
from worker.transcriber import Transcriber
from worker.workplace import Workplace


def main() -> None:
    """Runs until SIGTERM or SIGINT."""
    logs.configure()
    metrics.serve(settings())
    transcriber = models.transcriber(settings())
    models.load_ahead(transcriber)
    meaning.load_ahead()
    work(transcriber)


def work(transcriber: Transcriber) -> None:
    """Serve the queue with this transcriber."""
    with desk() as folder:
        place = Workplace(objects(), transcriber, folder)
        Sweep(place.storage, place.stopping).start()
        Post(place.stopping).start()
        Purge(place.storage, place.stopping).start()
        asyncio.run(serve(place, _at_once(settings())))


def _at_once(chosen: Settings) -> dict[StageName, int]:
    """How many jobs of each stage this process does at the same time."""
    return {
        StageName.NORMALISE: chosen.worker_normalise_at_once,
        StageName.TRANSCRIBE: chosen.worker_transcribe_at_once,
        StageName.INDEX: 1,
    }


if __name__ == "__main__":
    main()
