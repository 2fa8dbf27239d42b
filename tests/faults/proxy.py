"""A proxy between two parts of Lorecast that breaks what passes through it, exactly where a test says.

It copies bytes and knows nothing of them. Each connection may have one Trouble; without one it is only a detour.
"""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto

CHUNK_BYTES = 16 * 1024
CONNECT_SECONDS = 30.0

UP, DOWN = "up", "down"


class Kind(Enum):
    """What happens when so many bytes have passed."""

    CUT = auto()  # Both ends are closed, as by a server that ends.
    RESET = auto()  # Both ends are told that the connection is broken.
    STALL = auto()  # Nothing passes any more, and nobody is told.
    ANSWER = auto()  # Whoever asked gets an answer that the other side knows nothing of.
    SLOW = auto()  # From now on little passes at a time.
    GO_ON = auto()  # Nothing: what counts is what is called.


@dataclass(frozen=True)
class Trouble:
    """After `after_bytes` have passed in `direction`: not one byte more is passed on before `call`, and then `kind`."""

    kind: Kind
    direction: str = UP
    after_bytes: int = 0
    answer: bytes = b""
    call: Callable[[], None] = lambda: None
    slow_bytes_per_second: int = 50_000


_BROKEN = b"<?xml version='1.0' encoding='UTF-8'?><Error><Code>InternalError</Code><Message>Broken.</Message></Error>"
SERVER_ERROR = (
    b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/xml\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(_BROKEN), _BROKEN)
)

# Asked for each connection, with its number.
Plan = Callable[[int], Trouble | None]
Connect = Callable[[], socket.socket]


def to_port(port: int) -> Connect:
    return lambda: socket.create_connection(("127.0.0.1", port), CONNECT_SECONDS)


def to_socket(path: str) -> Connect:
    def connect() -> socket.socket:
        far = socket.socket(socket.AF_UNIX)
        try:
            far.connect(path)
        except OSError:
            far.close()
            raise
        return far

    return connect


class Proxy:
    """Listens on a port of its own. `plan` may be changed at any time, and holds for connections from then on."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self._listener.getsockname()[1]
        self.plan: Plan = lambda number: None
        self.connections, self.troubles = 0, 0
        self._open: set[socket.socket] = set()

    def start(self) -> None:
        threading.Thread(target=self._accept, name="proxy", daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()

    def cut_all(self) -> None:
        """Break every connection there is."""
        for one in [*self._open]:
            _reset(one)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(near, self.plan(self.connections)), daemon=True).start()

    def _serve(self, near: socket.socket, trouble: Trouble | None) -> None:
        try:
            far = self._connect()
        except OSError:
            _reset(near)
            near.close()
            return
        self._open |= {near, far}
        over = threading.Event()
        pipes = [_Pipe(self, UP, near, far, near, trouble, over), _Pipe(self, DOWN, far, near, near, trouble, over)]
        for pipe in pipes:
            pipe.start()
        for pipe in pipes:
            pipe.join()
        for one in (near, far):
            one.close()
        self._open -= {near, far}


class _Pipe(threading.Thread):
    """One direction of a connection."""

    def __init__(
        self,
        proxy: Proxy,
        direction: str,
        source: socket.socket,
        sink: socket.socket,
        near: socket.socket,
        trouble: Trouble | None,
        over: threading.Event,
    ) -> None:
        super().__init__(name=f"proxy {direction}", daemon=True)
        self._proxy, self._source, self._sink, self._near, self._over = proxy, source, sink, near, over
        self._trouble = trouble if trouble and trouble.direction == direction else None
        self._passed = 0

    def run(self) -> None:
        with suppress(OSError):
            while not self._over.is_set() and (chunk := self._source.recv(CHUNK_BYTES)):
                self._pass(chunk)
        if not self._over.is_set():
            with suppress(OSError):
                self._sink.shutdown(socket.SHUT_WR)

    def _pass(self, chunk: bytes) -> None:
        trouble = self._trouble
        if trouble and self._passed + len(chunk) > trouble.after_bytes:
            first = max(trouble.after_bytes - self._passed, 0)
            self._send(chunk[:first])
            self._trouble = None
            self._proxy.troubles += 1
            trouble.call()
            self._happen(trouble, chunk[first:])
        else:
            self._send(chunk)

    def _send(self, chunk: bytes) -> None:
        self._sink.sendall(chunk)
        self._passed += len(chunk)

    def _happen(self, trouble: Trouble, rest: bytes) -> None:
        if trouble.kind is Kind.STALL:
            # Until one of the two gives up.
            while not self._over.is_set() and self._source.recv(CHUNK_BYTES):
                pass
        elif trouble.kind is Kind.SLOW:
            self._slowly(rest, trouble.slow_bytes_per_second)
        elif trouble.kind is Kind.GO_ON:
            self._send(rest)
        else:
            if trouble.kind is Kind.ANSWER:
                self._near.sendall(trouble.answer)
            self._break_off(trouble.kind)

    def _slowly(self, rest: bytes, bytes_per_second: int) -> None:
        step = max(bytes_per_second // 20, 1)
        while rest:
            self._send(rest[:step])
            time.sleep(0.05)
            rest = rest[step:] or self._source.recv(CHUNK_BYTES)

    def _break_off(self, kind: Kind) -> None:
        self._over.set()
        for one in (self._source, self._sink):
            if kind is Kind.RESET:
                _reset(one)
            else:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)


def _reset(one: socket.socket) -> None:
    """Whoever reads from it stops; its close, which follows, then says "reset" and not "end" (socket(7), SO_LINGER)."""
    with suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.shutdown(socket.SHUT_RD)


@contextmanager
def proxy(connect: Connect) -> Iterator[Proxy]:
    """Between whoever asks at its port and whatever `connect` reaches."""
    between = Proxy(connect)
    between.start()
    try:
        yield between
    finally:
        between.close()
