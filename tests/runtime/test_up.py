"""`lorecast up` as a person runs it: one process that starts everything, survives kills, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from runtime import running
from runtime.running import Running

SECONDS = 90.0
OUTSIDE = ("DATABASE_URL", "S3_ENDPOINT_URL", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "LORECAST_PORT")
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("up")


@contextmanager
def lorecast_up(data: Path) -> Iterator[subprocess.Popen[str]]:
    """The program, ready to be used."""
    with (data / "screen").open("w") as screen, started(data, stdout=screen) as process:
        try:
            wait_for(lambda: running.find(data) is not None or process.poll() is not None, "the start")
            assert process.poll() is None, (data / "screen").read_text()
            yield process
        finally:
            process.kill()


def started(data: Path, **options: object) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if name not in OUTSIDE} | {"LORECAST_PORT": "0"}
    command = [sys.executable, "-m", "app.cli", "up", "--data", str(data)]
    return subprocess.Popen(command, env=environment, text=True, **options)  # type: ignore[call-overload,no-any-return]


def wait_for(look: object, what: str, *, seconds: float = SECONDS) -> None:
    assert callable(look)
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.05)


def the(data: Path) -> Running:
    found = running.find(data)
    assert found
    return found


def answers(data: Path, path: str = "/health") -> bool:
    try:
        with urllib.request.urlopen(the(data).address + path, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def child(supervisor: int, word: str) -> psutil.Process | None:
    """The supervisor's own child whose command line has this word."""
    found = [each for each in psutil.Process(supervisor).children() if word in words(each)]
    return found[0] if found else None


def words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # It just ended.
        return []


def wait_until_gone(processes: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(processes, timeout=SECONDS)
    assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []


def test_whole_life(data: Path) -> None:
    """First start, a second one refused, every part killed, and a clean end."""
    with lorecast_up(data) as process:
        assert answers(data)
        # It answers a moment before it has said everything.
        wait_for(lambda: "/invitations/" in (data / "screen").read_text(), "the owner's link")
        refused = started(data, stderr=subprocess.PIPE)
        assert f"process {process.pid}, at {the(data).address}" in refused.communicate()[1]
        assert refused.returncode == 1
        for word in ("web", str(data / "postgres"), f"-dir={data / 'seaweedfs'}"):
            killed = child(process.pid, word)
            assert killed, word
            killed.kill()
            wait_for(lambda word=word, pid=killed.pid: (now := child(process.pid, word)) and now.pid != pid, word)
        wait_for(lambda: answers(data, "/ready"), "everything to be back")
        everyone = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        wait_until_gone(everyone)


def test_killed_supervisor_leaves_nothing_and_the_next_start_works(data: Path) -> None:
    with lorecast_up(data) as process:
        everyone = psutil.Process(process.pid).children(recursive=True)
        assert len(everyone) > 4
        process.kill()
        process.wait()
        wait_until_gone(everyone)
    with lorecast_up(data) as process:
        assert answers(data)
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS) == 0
