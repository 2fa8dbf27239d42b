"""The web process for real, on the test's own database and store."""

import os
import socket
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from runtime.child import Child


@dataclass(frozen=True)
class Web:
    """Where it answers, which process it is, and the file of its log."""

    port: int
    child: Child

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.child.log

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@contextmanager
def web_process(folder: Path, **environment: str) -> Iterator[Web]:
    """`lorecast web`, from its first answer until it is told to stop. It finds its parts in the environment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.set_inheritable(True)
        child = Child(
            "web",
            [sys.executable, "-m", "app.cli", "web", "--fd", str(listener.fileno())],
            log=folder / "web.log",
            lock=folder / "web.lock",
            environment={**os.environ, **environment},
            pass_fds=[listener.fileno()],
        )
        web = Web(listener.getsockname()[1], child)
        child.start()
        try:
            child.wait_until(web.answers, seconds=30)
            yield web
        finally:
            child.stop()
