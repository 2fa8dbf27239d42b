"""What a decoder that was taken over could do: nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from media import landlock, sandbox, seccomp
from media.decode import _import_path
from tests import proof
from tests.media.watch import watched

# Runs `attempt` after shutting itself in, and says how it ended.
CHILD = """
import ctypes, os, resource, signal, socket, subprocess, threading
from media import landlock, sandbox, seccomp
from media.limits import DecodeLimits
LIBC = ctypes.CDLL(None)
{before}
sandbox.confine(DecodeLimits(minutes_max=1, cpu_seconds=1, memory_mb=512))
try:
    {attempt}
except BaseException as error:
    os.write(1, type(error).__name__.encode())
else:
    os.write(1, b"done")
os._exit(0)
"""
ATTEMPTS = {
    "reads a system file": "open('/etc/passwd').read()",
    "reads the secret": "open({secret!r}).read()",
    "lists a folder": "os.listdir('/')",
    "writes a file": "open('/tmp/lorecast-escape', 'w')",
    "deletes the secret": "os.unlink({secret!r})",
    "reads its parent's environment": "open('/proc/%d/environ' % PARENT).read()",
    "calls out": "socket.socket().connect(('127.0.0.1', {port}))",
    "listens": "socket.socket().bind(('127.0.0.1', 0))",
    "sends a datagram": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'a', ('127.0.0.1', {port}))",
    "forks": "os.fork()",
    "starts a program": "subprocess.run(['/bin/true'])",
    "becomes a program": "os.execv('/bin/true', ['true'])",
    "starts a thread": "threading.Thread(target=print).start()",
    "kills its parent": "os.kill(PARENT, signal.SIGTERM)",
    "takes 10 GB": "bytearray(10 * 1024**3)",
    "lifts its limits": "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "fills the disk": "[os.write(OUT, bytes(10**7)) for _ in range(100)]",
    "traces its parent": "LIBC.ptrace(16, PARENT, 0, 0) and exec('raise OSError')",
}
REFUSALS = {b"PermissionError", b"OSError", b"MemoryError", b"RuntimeError", b"ValueError"}
needs_full = pytest.mark.skipif(sandbox.kind() != "full", reason=sandbox.report())


def _attempt(attempt: str, out: Path, *, confine_by: str = "") -> "subprocess.CompletedProcess[bytes]":
    with out.open("wb") as file:
        before = f"PARENT, OUT = os.getppid(), {file.fileno()}; {confine_by}"
        return subprocess.run(
            [sys.executable, "-c", CHILD.format(before=before, attempt=attempt)],
            env={"PYTHONPATH": _import_path()},
            pass_fds=[file.fileno()],
            capture_output=True,
        )


@needs_full
def test_every_attempt_is_contained(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a voice")
    ended: dict[str, bytes] = {}
    with watched(secret) as (listener, openings):
        for name, attempt in ATTEMPTS.items():
            out = tmp_path / "out"
            ended[name] = _attempt(attempt.format(secret=str(secret), port=listener.port), out).stdout
            assert not listener.is_called(), name
            assert not openings.count(), name
            assert out.stat().st_size < 10_000_000, name
    assert secret.read_text() == "a voice"
    escaped = {name: how for name, how in ended.items() if how not in REFUSALS}
    figure = (
        f"{len(ended) - len(escaped)} of {len(ended)} attempts contained ({sandbox.kind()}) {escaped or ''}".strip()
    )
    proof.note("A9", figure, holds=not escaped)


def test_without_the_sandbox_the_same_attempts_would_work(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a voice")
    free = "sandbox.confine = lambda limits: None"
    with watched(secret) as (_, openings):
        assert _attempt(f"open({str(secret)!r}).read()", tmp_path / "out", confine_by=free).stdout == b"done"
        assert openings.count() == 1


@pytest.mark.parametrize(
    "layer", ["seccomp.is_offered = lambda: False", "landlock.abi = lambda: 0"], ids=["landlock alone", "seccomp alone"]
)
@needs_full
def test_each_layer_alone_keeps_files_and_network_shut(layer: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a voice")
    with watched(secret) as (listener, openings):
        for attempt in (f"open({str(secret)!r}).read()", f"socket.socket().connect(('127.0.0.1', {listener.port}))"):
            assert _attempt(attempt, tmp_path / "out", confine_by=layer).stdout == b"PermissionError"
        assert not listener.is_called()
        assert not openings.count()


@needs_full
def test_endless_computing_is_stopped_by_the_kernel(tmp_path: Path) -> None:
    assert _attempt("exec('while True: pass')", tmp_path / "out").returncode != 0


@needs_full
def test_a_user_without_rights_is_shut_in_as_well(tmp_path: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can become somebody else")
    nobody = "os.setgroups([]); os.setgid(65534); os.setuid(65534)"
    assert _attempt("open('/etc/passwd').read()", tmp_path / "out", confine_by=nobody).stdout == b"PermissionError"


def test_the_report_is_a_sentence_for_each_kind_of_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sandbox.report().endswith(".")
    monkeypatch.setattr(landlock, "abi", lambda: 0)
    monkeypatch.setattr(seccomp, "is_offered", lambda: False)
    assert sandbox.kind() == "limits"
    assert "neither" in sandbox.report()
