"""Free ports on loopback, remembered in the data folder so that restarts keep their addresses."""

import json
import random
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

# Below the range from which systems take ports for outgoing connections, which could steal ours during a restart.
CANDIDATES = range(20_000, 32_000)


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether somebody takes connections there."""
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError:
        return False
    return True


def remembered(path: Path, names: Sequence[str]) -> dict[str, int]:
    """A free port for every name: the ones written at `path` when all are still free, else new ones, written there."""
    known: dict[str, int] = json.loads(path.read_text()) if path.exists() else {}
    if list(known) == list(names) and all(map(is_free, known.values())):
        return known
    fresh = dict(zip(names, _free(), strict=False))
    path.write_text(json.dumps(fresh))
    return fresh


def _free() -> Iterator[int]:
    for port in random.sample(CANDIDATES, len(CANDIDATES)):
        if is_free(port):
            yield port
