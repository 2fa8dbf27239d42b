"""How fast a file goes up over loopback, into an empty library and into one of 100,000 tracks."""

import hashlib
import http.client
import os
from urllib.parse import urlsplit

from bench.figures import middle, timed
from bench.kit import Kit
from bench.library import EMPTY, LARGE
from bench.lorecast import Lorecast
from bench.phone import begin
from bench.row import Row

# Imported files are cut like this (static/js/lib/accepted-files.js).
PART_BYTES, PARTS, RUNS = 4 * 1024 * 1024, 24, 5
MUST_MB, MUST_FLAT, GOAL_MB = 50.0, 0.10, 150.0
ROW = Row(
    "upload",
    f"MB/s on loopback, parts of 4 MiB one after the other, with 0 and 100 k tracks; median of {RUNS} × 100 MB",
    "≥ 50, flat within 10 %",
    "≥ 150",
)


def measure(kit: Kit) -> Row:
    with kit.standing(EMPTY) as empty, kit.standing(LARGE) as full:
        kit.say("uploading here and there in turns")
        speeds = {tracks: list[float]() for tracks in (EMPTY.tracks, LARGE.tracks)}
        for _ in range(RUNS + 1):
            speeds[EMPTY.tracks].append(speed(empty))
            speeds[LARGE.tracks].append(speed(full))
    # The first one of each opens connections and fills caches.
    without, among = (middle(runs[1:]) for runs in speeds.values())
    ratio = among / without
    return ROW.measured(
        f"{without:.0f} and {among:.0f} MB/s",
        holds=min(without, among) >= MUST_MB and ratio >= 1 - MUST_FLAT,
        reaches_goal=min(without, among) >= GOAL_MB and ratio >= 1 - MUST_FLAT,
        ratio=f"{ratio:.2f}",
        details={"mb_a_second": {str(tracks): runs for tracks, runs in speeds.items()}},
    )


def speed(one: Lorecast) -> float:
    """Megabytes a second of a hundred megabytes."""
    # Not the same everywhere, so that nothing on the way can save itself the work.
    parts = [os.urandom(PART_BYTES) for _ in range(4)]
    return PARTS * PART_BYTES / 1e6 / _upload(one, parts, PARTS)


def _upload(one: Lorecast, parts: list[bytes], count: int) -> float:
    """Seconds for so many parts; what was sent is given up again afterwards."""
    recording_id = begin(one.program)["recording_id"]
    place = urlsplit(one.address)
    # A plain connection: what the client costs is not the server's.
    connection = http.client.HTTPConnection(place.hostname or "", place.port)
    digests = [hashlib.sha256(part).hexdigest() for part in parts]
    authorised = {"Authorization": one.program.headers["authorization"]}

    def send() -> None:
        for number in range(count):
            headers = authorised | {"X-Content-SHA256": digests[number % len(parts)]}
            where = f"/api/recordings/{recording_id}/takes/0/parts/{number}"
            connection.request("PUT", where, body=parts[number % len(parts)], headers=headers)
            answer = connection.getresponse()
            if answer.read() and answer.status != 200:
                raise RuntimeError(f"part {number} was refused with {answer.status}")

    seconds = timed(send)
    connection.close()
    one.program.delete(f"/api/recordings/{recording_id}").raise_for_status()
    return seconds
