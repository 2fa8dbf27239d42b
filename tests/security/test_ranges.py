"""Ranges of bytes as nobody needs them: each costs next to nothing, and is answered with a part, the whole or a 416."""

import time
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest
from starlette.datastructures import Headers

from app.deps import objects
from app.pages import asset
from app.routes.api.ranges import requested_span
from media.errors import RangeNotSatisfiable
from tests import proof
from tests.cast import Player
from tests.security.full import FULL
from tests.security.wire import Wire
from tests.tracks import make_track
from tests.web import Web

MOST_MS = 10.0
TIMES = 40 if FULL else 3
# As long as the head of a request may be.
ROOM = 60_000


def joined(one: str, many: int) -> str:
    return "bytes=" + ",".join([one] * many)


ABUSES = {
    "the whole, thousands of times": joined("0-", ROOM // 3),
    "one byte, thousands of times": joined("0-0", ROOM // 4),
    "every other byte": "bytes=" + ",".join(f"{at}-{at}" for at in range(0, 18_000, 2)),
    "overlapping": "bytes=" + ",".join(f"{at}-{at + 9_000}" for at in range(5_000)),
    "from behind, thousands of times": joined("-1", ROOM // 3),
    "commas": "bytes=" + "," * ROOM,
    "spaces": "bytes=0-" + " " * ROOM + "1",
    "minus signs": "bytes=" + "-" * ROOM,
    "digits": "bytes=" + "9" * ROOM + "-",
    "nines": "bytes=999999999999999999-999999999999999999",
    "backwards": "bytes=9-1",
    "below zero": "bytes=--5",
    "another unit": "lines=0-5",
    "no unit": "0-5",
    "thousands of equals": "bytes" + "=" * ROOM,
    "odd digits": "bytes=²-³",
}


def test_reading_the_header_takes_no_time() -> None:
    slowest = 0.0
    for abuse in ABUSES.values():
        began = time.thread_time()
        with suppress(RangeNotSatisfiable):
            requested_span(Headers({"range": abuse}), 1_000_000, '"x"')
        slowest = max(slowest, (time.thread_time() - began) * 1000)
    assert slowest < MOST_MS * 20
    if FULL:
        proof.note("A10", f"{len(ABUSES)} abuses of Range: read in {slowest:.2f} ms at most", holds=slowest < MOST_MS)


@pytest.fixture
def addresses(ada: Player, within) -> list[str]:
    """A track's sound, and the largest file that comes from the disk."""
    with within(ada) as session:
        track = make_track(session, ada, title="Sound", storage=objects())
    return [f"/api/tracks/{track.id}/audio", asset("app.js")]


def costs(web: Web, wire: Wire, address: str, header: dict[str, str]) -> tuple[float, set[int]]:
    """Processor time in ms of one request, on average, and how it was answered."""
    process = psutil.Process(web.child.pid)
    before = process.cpu_times()
    statuses = {wire.request("GET", address, headers=header).status_code for _ in range(TIMES)}
    after = process.cpu_times()
    return (after.user + after.system - before.user - before.system) * 1000 / TIMES, statuses


def asked(web: Web, wire: Wire, addresses: list[str]) -> Iterator[tuple[str, float, set[int]]]:
    for address in addresses:
        plain, _ = costs(web, wire, address, {})
        for name, abuse in ABUSES.items():
            cost, statuses = costs(web, wire, address, {"Range": abuse.encode().decode("latin-1")})
            yield f"{address[:12]} {name}", cost - plain, statuses


def test_a_real_process_answers_every_one_of_them_at_once(web: Web, ada: Player, addresses: list[str]) -> None:
    with Wire(web.port, ada.bearer) as wire:
        found = list(asked(web, wire, addresses))
    assert {status for _, _, statuses in found for status in statuses} <= {200, 206, 400, 416}
    name, most, _ = max(found, key=lambda one: one[1])
    if FULL:
        proof.note("A10", f"at most {max(most, 0):.1f} ms more than without ({name})", holds=most <= MOST_MS)
    assert most < 20 * MOST_MS, name
