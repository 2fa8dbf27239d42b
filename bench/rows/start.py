"""How long the second start takes, from the command to the first page of somebody who is signed in."""

import socket
import subprocess
from pathlib import Path

import httpx

from bench.figures import middle, timed
from bench.kit import Kit
from bench.lorecast import started, stop, wait_for
from bench.row import Row
from runtime.running import find

RUNS = 5
MUST_SECONDS, GOAL_SECONDS = 5.0, 2.0
ROW = Row(
    "start",
    f"`lorecast up` to the first page, second start; median of {RUNS}",
    "≤ 5 s",
    "≤ 2 s",
)


def measure(kit: Kit) -> Row:
    with kit.standing() as one:
        cookies, data = one.browser.cookies, one.data
        stop(one.process)
        kit.say("starting again and again")
        pages = [first_page(data, "/", cookies) for _ in range(RUNS)]
        doors = [first_page(data, "/sign-in", None) for _ in range(RUNS)]
    seconds = middle(pages)
    return ROW.measured(
        f"{seconds:.1f} s",
        holds=seconds <= MUST_SECONDS,
        reaches_goal=seconds <= GOAL_SECONDS,
        ratio=f"signing in: {middle(doors):.1f} s",
        details={"home_seconds": pages, "sign_in_seconds": doors},
    )


def first_page(data: Path, path: str, cookies: httpx.Cookies | None) -> float:
    """Seconds until it is answered with 200; then everything is stopped again."""
    port = free_port()
    running: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        running.append(started(data, LORECAST_PORT=str(port)))
        wait_for(lambda: is_answered(f"http://127.0.0.1:{port}{path}", cookies), running[0], data)

    try:
        seconds = timed(start)
        wait_for(lambda: find(data) is not None, running[0], data)
        return seconds
    finally:
        stop(running[0])


def is_answered(address: str, cookies: httpx.Cookies | None) -> bool:
    try:
        # The cookie belongs to a host, whatever its port.
        return httpx.get(address, cookies=dict(cookies or {}), timeout=10).status_code == 200
    except httpx.TransportError:
        return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
