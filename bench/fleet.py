"""Fleet: PostgreSQL, SeaweedFS, web and worker processes started one by one, as on machines of their own."""

import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import httpx

from bench.lorecast import EMAIL, NAME, PASSWORD
from runtime.child import Child
from runtime.parts import parts


@dataclass(frozen=True)
class Fleet:
    """`webs` are addresses; a load balancer would stand before them. Processes know only the environment."""

    folder: Path
    environment: dict[str, str]
    webs: dict[str, Child]
    workers: list[Child]

    @cached_property
    def token(self) -> str:
        """The owner's bearer token."""
        self.command("owner", "--email", EMAIL, "--name", NAME, "--password", PASSWORD)
        return self.command("token", "--email", EMAIL).strip()

    def command(self, *words: str) -> str:
        """What a command of Lorecast prints."""
        whole = [sys.executable, "-m", "app.cli", *words]
        return subprocess.run(whole, check=True, capture_output=True, text=True, env=self.environment).stdout

    def stages_done(self) -> list[Counter[str]]:
        """For each worker, how many of each stage it finished."""
        return [_stages(child.log) for child in self.workers]


def _stages(log: Path) -> Counter[str]:
    lines = (json.loads(line) for line in log.read_text().splitlines() if line.startswith("{"))
    return Counter(line["stage"] for line in lines if line.get("event") == "stage done")


@contextmanager
def fleet(folder: Path, *, webs: int, workers: int, **settings: str) -> Iterator[Fleet]:
    """Up and answering; nothing is left afterwards. Call it from the main thread."""
    with parts(folder / "parts") as started:
        environment = {**os.environ, **started.environment(), **settings, "LORECAST_DATA": str(folder / "shared")}
        doors = dict(_web(folder, number, environment) for number in range(webs))
        crew = [_worker(folder, number, environment) for number in range(workers)]
        one = Fleet(folder, environment, doors, crew)
        one.command("migrate")
        try:
            for child in [*doors.values(), *crew]:
                child.start()
            for address, child in doors.items():
                child.wait_until(lambda address=address: _answers(address), seconds=60)  # type: ignore[misc]
            yield one
        finally:
            for child in [*doors.values(), *crew]:
                child.stop()


def _web(folder: Path, number: int, environment: dict[str, str]) -> tuple[str, Child]:
    port = _free_port()
    return f"http://127.0.0.1:{port}", _child(
        folder, f"web{number}", environment | {"LORECAST_PORT": str(port)}, "-m", "app.cli", "web"
    )


def _worker(folder: Path, number: int, environment: dict[str, str]) -> Child:
    return _child(folder, f"worker{number}", environment, "-m", "app.cli", "worker")


def _child(folder: Path, name: str, environment: dict[str, str], *words: str) -> Child:
    log, lock = folder / f"{name}.log", folder / f"{name}.lock"
    return Child(name, [sys.executable, *words], log=log, lock=lock, environment=environment)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/ready", timeout=5).status_code == 200
    except httpx.TransportError:
        return False
