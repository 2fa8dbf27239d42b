"""Children: they never outlive their parent, and a successor waits until the one before is really gone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from runtime.child import Child
from runtime.errors import NotReady

PARENT = """
import sys
from pathlib import Path
import psutil
from runtime.child import Child
child = Child("sleeper", ["/bin/sleep", "60"], Path(sys.argv[1]) / "log", Path(sys.argv[1]) / "lock")
child.start()
child.wait_until(lambda: psutil.Process(child.pid).name() == "sleep", seconds=10)
print(child.pid, flush=True)
sys.stdin.read()
"""


def sleeper(tmp_path: Path, seconds: str = "60") -> Child:
    return Child("sleeper", ["/bin/sleep", seconds], tmp_path / "log", tmp_path / "lock", stop_seconds=5)


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def wait_until_gone(pid: int) -> None:
    for _ in range(500):
        if gone(pid):
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} is still there")


def test_child_dies_when_its_parent_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert not gone(pid)
        parent.kill()
    wait_until_gone(pid)


def test_successor_waits_for_the_lock(tmp_path: Path) -> None:
    first, second = sleeper(tmp_path), sleeper(tmp_path)
    first.start()
    first.wait_until(lambda: named(first) == "sleep", seconds=10)
    second.start()
    time.sleep(0.3)
    assert named(second) != "sleep"
    first.kill()
    second.wait_until(lambda: named(second) == "sleep", seconds=10)
    second.stop()
    assert second.pid is None


def test_stale_pid_file_is_removed_before_the_program_starts(tmp_path: Path) -> None:
    stale = tmp_path / "pid"
    stale.write_text("1")
    child = sleeper(tmp_path)
    child.stale = stale
    child.start()
    child.wait_until(lambda: named(child) == "sleep", seconds=10)
    assert not stale.exists()
    child.stop()


def test_child_that_ends_is_not_waited_for(tmp_path: Path) -> None:
    child = Child("shell", ["/bin/sh", "-c", "echo out of paper; exit 3"], tmp_path / "log", tmp_path / "lock")
    child.start()
    with pytest.raises(NotReady, match=r"code 3.*\n.*out of paper"):
        child.wait_until(lambda: False, seconds=10)


def test_program_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    child = Child("shell", ["/bin/sh", "-c", "echo no paper; exit 1"], tmp_path / "log", tmp_path / "lock")
    child.start()
    with pytest.raises(NotReady, match="no paper"):
        child.wait_for_success(seconds=10)


def test_stop_ends_grandchildren_too(tmp_path: Path) -> None:
    script = f"/bin/sleep 60 & echo $! > {tmp_path}/pid; wait"
    child = Child("shell", ["/bin/sh", "-c", script], tmp_path / "log", tmp_path / "lock", stop_seconds=5)
    child.start()
    child.wait_until(lambda: (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text()), seconds=10)
    grandchild = int((tmp_path / "pid").read_text())
    child.stop()
    wait_until_gone(grandchild)


def test_signal_goes_to_the_program(tmp_path: Path) -> None:
    child = sleeper(tmp_path)
    child.start()
    child.wait_until(lambda: named(child) == "sleep", seconds=10)
    child.signal(signal.SIGTERM)
    assert child.process
    assert child.process.wait(10) == -signal.SIGTERM
    assert os.getpgid(0) != child.process.pid


def named(child: Child) -> str:
    return psutil.Process(child.pid).name() if child.pid else ""
