"""More than anybody has to say: endless bodies, heads and trailers, to a real web process whose memory is watched."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

import psutil
import pytest

from tests import proof
from tests.cast import Player
from tests.security.full import FULL
from tests.web import Web

MB = 1_000_000
MOST_BYTES = 2_000 * MB if FULL else 24 * MB
# A part of 8 MiB stands in memory once as pieces and once whole.
GROWTH_MAX_BYTES = 48 * MB
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
MULTIPART = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n'
SHAPES = {
    "form": ("POST /sign-in", FORM, b"email="),
    "form of a member": ("POST /playlists", FORM, b"title="),
    "multipart": ("POST /playlists", "multipart/form-data; boundary=x", MULTIPART),
    "JSON": ("POST /api/playlists", JSON, b'{"title": "'),
    "nested JSON": ("POST /api/recordings", JSON, b'{"title": '),
    "part": (f"PUT /api/recordings/{UUID(int=1)}/takes/0/parts/0", "application/octet-stream", b""),
    "invitation": ("POST /invitations/x", FORM, b"name="),
    "link": ("POST /shares/x", FORM, b"password="),
}  # fmt: skip
HEADS = {
    "address": b"GET /",
    "header": b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ",
    "cookie": b"GET / HTTP/1.1\r\nHost: a\r\nCookie: lorecast=",
    "headers": b"GET / HTTP/1.1\r\nHost: a\r\n",
    "trailer": b"POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: ",
    "chunk extension": b"POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;",
}
pytestmark = pytest.mark.timeout(1800)


class Growth:
    """How much more memory the process takes than at first."""

    def __init__(self, web: Web) -> None:
        assert web.child.pid
        self._process = psutil.Process(web.child.pid)
        self._before, self.most = self._process.memory_info().rss, 0

    def look(self) -> None:
        self.most = max(self.most, self._process.memory_info().rss - self._before)


def flood(web: Web, head: bytes, piece: bytes, growth: Growth, most: int = MOST_BYTES) -> tuple[bytes, int]:
    """Sends the head, then the piece over and over until it is refused: what came back, and how much was sent."""
    sent, answer = 0, b""
    with socket.create_connection(("127.0.0.1", web.port), timeout=10) as line, suppress(OSError):
        line.sendall(head)
        line.setblocking(False)
        deadline, left = time.monotonic() + 120, piece
        while sent < most and not answer and time.monotonic() < deadline:
            with suppress(BlockingIOError):
                gone = line.send(left)
                sent, left = sent + gone, left[gone:] or piece
            with suppress(BlockingIOError):
                answer = line.recv(64)
            growth.look()
        line.settimeout(10)
        answer = answer or line.recv(64)
    return answer, sent


def heads(ada: Player) -> Iterator[tuple[str, bytes, bytes]]:
    """Each shape as chunks without an end, and with a length that says two gigabytes."""
    for name, (address, kind, begin) in SHAPES.items():
        common = f"{address} HTTP/1.1\r\nHost: a\r\nContent-Type: {kind}\r\nAuthorization: Bearer {ada.token}\r\n"
        filler = (b"[" if name == "nested JSON" else b"a") * 65_536
        chunked = common.encode() + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n" % (len(begin) or 1, begin or b"a")
        yield f"{name}, chunked", chunked, b"10000\r\n" + filler + b"\r\n"
        yield f"{name}, announced", common.encode() + b"Content-Length: 2000000000\r\n\r\n" + begin, filler


def test_two_gigabytes_are_refused_before_they_are_here(web: Web, ada: Player) -> None:
    growth, refused, slowest = Growth(web), dict[str, bytes](), 0.0
    for name, head, piece in heads(ada):
        began = time.monotonic()
        answer, _ = flood(web, head, piece, growth)
        slowest = max(slowest, time.monotonic() - began)
        refused[name] = answer[9:12]
    assert {name: status for name, status in refused.items() if status != b"413"} == {}
    grown = growth.most / MB
    figure = f"{len(refused)} floods of 2 GB: all 413, slowest after {slowest:.1f} s, web grew by {grown:.0f} MB"
    proof.note("A10", figure, holds=growth.most < GROWTH_MAX_BYTES)


def test_an_endless_head_is_hung_up_on(web: Web) -> None:
    growth, taken = Growth(web), dict[str, int]()
    for name, head in HEADS.items():
        piece = b"X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 1000 if name == "headers" else b"a" * 32_768
        answer, taken[name] = flood(web, head, piece, growth, most=64 * MB)
        assert answer[9:12] in (b"431", b"400", b""), (name, answer)
    assert max(taken.values()) < 16 * MB, taken
    proof.note(
        "A10", f"{len(HEADS)} endless heads cut off, web grew by {growth.most / MB:.0f} MB", holds=growth.most < 16 * MB
    )
    assert web.answers()
