"""F6. The network is cut, reset, stalled and slowed in the middle of bytes; the same bytes arrive, once.

Here without a browser and hundreds of times; with one, its tabs killed and offline, in tests/browser/chaos.
"""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from tests import proof
from tests.cast import Player
from tests.faults.arrivals import Arrivals
from tests.faults.bystander import put_part, seconds_of_answer
from tests.faults.length import at_length, chance, full_only, percentile
from tests.faults.phone import PART_BYTES, Phone
from tests.faults.proxy import DOWN, SERVER_ERROR, UP, Kind, Plan, Trouble, proxy, to_port
from tests.idle import forget_what_waits
from tests.web import web_process

pytestmark = [full_only, pytest.mark.timeout(at_length(1_800, 120))]

UPLOADS, PHONES = 200, 4
PARTS = 5
# More than the requests of a part, so that some come after the last byte; and of an answer, which is short.
UP_BYTES, DOWN_BYTES = PART_BYTES + 2_000, 1_000
STALLED = 60


def test_network_broken_in_the_middle_of_bytes(ada: Player, tmp_path: Path) -> None:
    forget_what_waits()
    luck, arrivals = chance("F6"), Arrivals(ada)
    sounds = {f"Advice {number}": luck.randbytes(PARTS * PART_BYTES - 1) for number in range(UPLOADS)}
    with ExitStack() as stack:
        web = stack.enter_context(web_process(tmp_path))
        between = stack.enter_context(proxy(to_port(web.port)))
        between.plan = broken(chance("F6 plan"))
        address = f"http://127.0.0.1:{between.port}"
        phones = [stack.enter_context(closing(Phone(address, ada.token, timeout_seconds=2))) for _ in range(PHONES)]
        with ThreadPoolExecutor(PHONES) as pool:
            sent = pool.map(lambda one: phones[one[0] % PHONES].send(*one[1]), enumerate(sounds.items()))
        for one in sent:
            arrivals.add(one)
    wrong = arrivals.wrong()
    tries = sum(phone.tries for phone in phones)
    figure = (
        f"{UPLOADS} uploads over {tries} connections of which {between.troubles} were cut, reset, stalled or answered"
    )
    proof.note("F6", f"{figure} 500 in the middle of bytes: {len(wrong)} not identical", holds=not wrong)


def broken(luck: random.Random) -> Plan:
    def plan(_: int) -> Trouble | None:
        kind = luck.choice((Kind.CUT, Kind.RESET, Kind.STALL, Kind.SLOW, Kind.ANSWER))
        # Whoever answers instead of the server does so before any of its answer has passed.
        direction = UP if kind == Kind.ANSWER else luck.choice((UP, DOWN))
        at = luck.randrange(UP_BYTES if direction == UP else DOWN_BYTES)
        slow = luck.randrange(20_000, 200_000)
        trouble = Trouble(kind, direction, at, answer=SERVER_ERROR, slow_bytes_per_second=slow)
        return trouble if luck.random() < 0.5 else None

    return plan


def test_uploads_that_stall_keep_nobody_waiting(ada: Player, tmp_path: Path) -> None:
    """As many phones in tunnels as the web process has connections to its database, twice over."""
    with ExitStack() as stack:
        web = stack.enter_context(web_process(tmp_path))
        between = stack.enter_context(proxy(to_port(web.port)))
        recording = httpx.post(f"{web.address}/api/recordings", json={}, headers=ada.bearer).json()["recording_id"]
        between.plan = lambda number: Trouble(Kind.STALL, UP, PART_BYTES // 2)
        pool = stack.enter_context(ThreadPoolExecutor(STALLED))
        address = f"http://127.0.0.1:{between.port}"
        for number in range(STALLED):
            pool.submit(put_part, address, ada, recording, number)
        while between.troubles < STALLED:
            time.sleep(0.05)
        seconds = [seconds_of_answer(web, ada) for _ in range(20)]
        between.cut_all()
    p95 = percentile(seconds, 0.95)
    proof.note("F6", f"with {STALLED} uploads stalled others are answered within {p95:.2f} s (p95)", holds=p95 < 1)
