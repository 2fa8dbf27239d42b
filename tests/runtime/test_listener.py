"""Listening: a chosen port must be free, from the default one we move on."""

import socket
from collections.abc import Iterator

import pytest

from runtime.errors import AddressInUse
from runtime.listener import listen


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_chosen_port_that_is_taken_is_told(taken: int) -> None:
    with pytest.raises(AddressInUse, match=rf"127\.0\.0\.1:{taken}.*--port"):
        listen("127.0.0.1", taken, chosen=True)


def test_default_port_that_is_taken_is_passed_over(taken: int) -> None:
    with listen("127.0.0.1", taken, chosen=False) as made:
        assert made.getsockname()[1] != taken


def test_socket_survives_for_the_child(taken: int) -> None:
    with listen("127.0.0.1", 0, chosen=True) as made:
        assert made.get_inheritable()
