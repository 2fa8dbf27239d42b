"""Those who are in trouble, and those who are not and must not wait for them."""

import time
from contextlib import suppress

import httpx

from tests.cast import Player
from tests.faults.phone import PART_BYTES
from tests.web import Web


def put_part(address: str, player: Player, recording_id: str, number: int) -> None:
    """One try, for a minute at most; whatever comes of it."""
    path = f"{address}/api/recordings/{recording_id}/takes/0/parts/{number}"
    with suppress(httpx.TransportError):
        httpx.put(path, content=bytes(PART_BYTES), headers=player.bearer, timeout=60)


def seconds_of_answer(web: Web, player: Player) -> float:
    """How long somebody else waits for a list of tracks."""
    began = time.monotonic()
    httpx.get(f"{web.address}/api/tracks", headers=player.bearer, timeout=60).raise_for_status()
    return time.monotonic() - began
