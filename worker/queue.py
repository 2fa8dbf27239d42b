"""Queue: one procrastinate worker for each stage, in one process, kept going until this process is told to stop.

Stages do not wait for each other: becoming playable never waits for somebody's three-hour transcription.
"""

import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor

import structlog

from app import jobs
from app.models import StageName
from worker import tasks
from worker.workplace import Workplace

# After that a worker is let go in the middle of its work; its leases were given back already.
GRACE_SECONDS = 6.0
# For what asyncio does itself, such as looking up addresses.
SPARE_THREADS = 4
# A notification wakes a worker at once. Asking is only for those that got lost.
ASK_EVERY_SECONDS = 5.0
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.5, 10.0

log = structlog.get_logger()


async def serve(place: Workplace, at_once: dict[StageName, int]) -> None:
    """Work until SIGTERM or SIGINT. `at_once` says how many jobs of each stage run at the same time."""
    loop = asyncio.get_running_loop()
    # asyncio's own threads are as few as the cores suggest; a stage must not wait for another's.
    loop.set_default_executor(ThreadPoolExecutor(sum(at_once.values()) + SPARE_THREADS, thread_name_prefix="stage"))
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    keepers = [asyncio.create_task(_keep(place, name, count)) for name, count in at_once.items()]
    log.info("worker ready", **{name.value: count for name, count in at_once.items()})
    await stop.wait()
    place.stopping.set()
    for keeper in keepers:
        keeper.cancel()
    _, busy = await asyncio.wait(keepers, timeout=GRACE_SECONDS)
    log.info("worker stopped", stages_let_go=len(busy))
    if busy:
        # Threads cannot be ended, only the process; the kernel frees its folder's lock.
        os._exit(0)


async def _keep(place: Workplace, name: StageName, count: int) -> None:
    """A worker for one queue, started anew whenever the database leaves and comes back."""
    wait = FIRST_WAIT_SECONDS
    while not place.stopping.is_set():
        started = asyncio.get_running_loop().time()
        try:
            await _work(place, name, count)
        except Exception as error:
            log.warning("queue away", queue=name.value, error=type(error).__name__)
        lasted = asyncio.get_running_loop().time() - started
        wait = FIRST_WAIT_SECONDS if lasted > LONGEST_WAIT_SECONDS else min(2 * wait, LONGEST_WAIT_SECONDS)
        await asyncio.sleep(wait)


async def _work(place: Workplace, name: StageName, count: int) -> None:
    app = jobs.app()
    tasks.bind(app, place)
    async with app.open_async():
        await app.run_worker_async(
            queues=[name.value],
            name=name.value,
            concurrency=count,
            install_signal_handlers=False,
            delete_jobs="always",
            fetch_job_polling_interval=ASK_EVERY_SECONDS,
        )
