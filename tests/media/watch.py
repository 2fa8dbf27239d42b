"""Watches a file for being opened, and loopback for being called."""

import ctypes
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

IN_OPEN, IN_NONBLOCK = 0x20, 0o4000


class Openings:
    """How often a file has been opened since (inotify)."""

    def __init__(self, path: Path) -> None:
        libc = ctypes.CDLL(None)
        self._watch = libc.inotify_init1(IN_NONBLOCK)
        assert libc.inotify_add_watch(self._watch, os.fsencode(path), IN_OPEN) > 0

    def count(self) -> int:
        try:
            return len(os.read(self._watch, 4096)) // 16
        except BlockingIOError:
            return 0

    def close(self) -> None:
        os.close(self._watch)


class Listener:
    """A loopback port that hangs up on every caller and remembers that there was one."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._called = threading.Event()
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                self._server.accept()[0].close()
                self._called.set()

    def is_called(self) -> bool:
        """Waits a moment, as a caller hears the end of the call before we know of it."""
        return self._called.wait(0.02)

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()


@contextmanager
def watched(secret: Path) -> Iterator[tuple[Listener, Openings]]:
    listener, openings = Listener(), Openings(secret)
    try:
        yield listener, openings
    finally:
        listener.close()
        openings.close()
