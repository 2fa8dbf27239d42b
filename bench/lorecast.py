"""A real `lorecast up` on a folder of its own, with one owner who is signed in as browser and as program."""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import httpx
import psutil
import psycopg

from runtime import running

SECONDS = 120.0
OUTSIDE = ("DATABASE_URL", "S3_ENDPOINT_URL", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "LORECAST_PORT")
EMAIL, NAME, PASSWORD = "ada@example.org", "Ada Lovelace", "correct horse battery"


@dataclass
class Lorecast:
    """One that runs. `browser` has the cookie of a session, `program` a bearer token; both belong to the owner."""

    data: Path
    process: subprocess.Popen[bytes]

    @property
    def running(self) -> running.Running:
        found = running.find(self.data)
        if found is None:
            raise RuntimeError(f"Lorecast ended: {(self.data / 'screen').read_text()[-500:]}")
        return found

    @cached_property
    def address(self) -> str:
        return self.running.address

    @cached_property
    def database_url(self) -> str:
        return self.running.environment["DATABASE_URL"]

    @cached_property
    def workspace_id(self) -> uuid.UUID:
        """That of its only workspace."""
        with psycopg.connect(self.database_url) as connection:
            [[found]] = connection.execute("select id from workspace").fetchall()
        return uuid.UUID(str(found))

    @cached_property
    def program(self) -> httpx.Client:
        token = command("token", "--email", EMAIL, data=self.data).strip()
        return httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {token}"}, timeout=60)

    @cached_property
    def browser(self) -> httpx.Client:
        client = httpx.Client(base_url=self.address, follow_redirects=True, timeout=60)
        client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD}).raise_for_status()
        return client

    def processes(self) -> list[psutil.Process]:
        """Everything that was started, the supervisor first."""
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """Processor time of all processes and of their children that have ended."""
        total = 0.0
        for process in self.processes():
            with suppress(psutil.Error):
                spent = process.cpu_times()
                total += spent.user + spent.system + spent.children_user + spent.children_system
        return total


@contextmanager
def lorecast(data: Path, **settings: str) -> Iterator[Lorecast]:
    """Started, with its owner made if there is none; stopped and everything ended afterwards."""
    process = started(data, **settings)
    try:
        wait_for(lambda: running.find(data) is not None, process, data)
        command("owner", "--email", EMAIL, "--name", NAME, "--password", PASSWORD, data=data)
        yield Lorecast(data, process)
    finally:
        stop(process)


def started(data: Path, **settings: str) -> subprocess.Popen[bytes]:
    """`lorecast up` at a free port; nothing of it needs to be there yet."""
    kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    data.mkdir(parents=True, exist_ok=True)
    with (data / "screen").open("wb") as screen:
        return subprocess.Popen(
            [sys.executable, "-m", "app.cli", "up", "--data", str(data)],
            env=kept | {"LORECAST_PORT": "0", "PYTHONUNBUFFERED": "1"} | settings,
            stdout=screen,
            stderr=subprocess.STDOUT,
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def command(*words: str, data: Path) -> str:
    """What a command of Lorecast prints."""
    whole = [sys.executable, "-m", "app.cli", *words, "--data", str(data)]
    return subprocess.run(whole, check=True, capture_output=True, text=True).stdout


def wait_for(look: Callable[[], object], process: subprocess.Popen[bytes], data: Path) -> None:
    """Looks every twentieth of a second. Raises RuntimeError when Lorecast ends or it takes too long."""
    deadline = time.monotonic() + SECONDS
    while not look():
        if process.poll() is not None or time.monotonic() > deadline:
            said = (data / "screen").read_text()[-500:]
            raise RuntimeError(f"Lorecast {'runs and says' if process.poll() is None else 'ended and said'}: {said}")
        time.sleep(0.05)
