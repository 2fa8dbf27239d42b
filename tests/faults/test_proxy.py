"""The proxy does what the faults rely on: it is tested, since a fault that does not happen proves nothing."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.faults.proxy import DOWN, UP, Kind, Proxy, Trouble, proxy, to_port


@pytest.fixture
def between() -> Iterator[Proxy]:
    """In front of a server that sends back what it gets."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=_echo, args=(listener,), daemon=True).start()
        with proxy(to_port(listener.getsockname()[1])) as made:
            yield made


def _echo(listener: socket.socket) -> None:
    while True:
        try:
            one, _ = listener.accept()
        except OSError:
            return
        with one, suppress(ConnectionError):
            while said := one.recv(1000):
                one.sendall(said)


def ask(between: Proxy, said: bytes = b"0123456789") -> bytes:
    """What comes back until the end, or b"?" when nothing more comes, b"!" when the connection is reset."""
    got = b""
    with socket.create_connection(("127.0.0.1", between.port), 5) as one:
        one.settimeout(0.3)
        one.sendall(said)
        try:
            while len(got) < len(said) and (more := one.recv(1000)):
                got += more
        except TimeoutError:
            return got + b"?"
        except ConnectionResetError:
            return got + b"!"
    return got


def test_without_trouble_everything_passes(between: Proxy) -> None:
    assert ask(between) == b"0123456789"
    assert (between.connections, between.troubles) == (1, 0)


@pytest.mark.parametrize(
    ("trouble", "back"),
    [
        (Trouble(Kind.CUT, DOWN, 4), b"0123"),
        (Trouble(Kind.CUT, UP, 0), b""),
        (Trouble(Kind.RESET, DOWN, 0), b"!"),
        (Trouble(Kind.STALL, UP, 4), b"0123?"),
        (Trouble(Kind.ANSWER, UP, 0, answer=b"500"), b"500"),
        (Trouble(Kind.SLOW, DOWN, 2, slow_bytes_per_second=200), b"0123456789"),
    ],
)
def test_trouble_comes_at_its_byte(between: Proxy, trouble: Trouble, back: bytes) -> None:
    between.plan = lambda number: trouble if number == 1 else None
    assert ask(between) == back
    assert ask(between) == b"0123456789"
    assert between.troubles == 1


def test_something_is_done_before_the_next_byte_passes(between: Proxy) -> None:
    done: list[bool] = []
    between.plan = lambda number: Trouble(Kind.GO_ON, UP, 5, call=lambda: done.append(True))
    assert ask(between, b"01234") == b"01234"
    assert done == []
    assert ask(between) == b"0123456789"
    assert done == [True]
