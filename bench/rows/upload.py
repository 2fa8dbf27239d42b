"""How fast a file goes up over loopback, into an empty library and into one of 100,000 tracks."""

import hashlib
import http.client
import os
from urllib.parse import urlsplit

from bench.figures import middle, timed
from bench.kit import Kit
from bench.library import EMPTY, LARGE, Library
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
    empty, full = speeds(kit, EMPTY), speeds(kit, LARGE)
    slower, ratio = min(middle(empty), middle(full)), middle(full) / middle(empty)
    return ROW.measured(
        f"{middle(empty):.0f} and {middle(full):.0f} MB/s",
        holds=slower >= MUST_MB and ratio >= 1 - MUST_FLAT,
        reaches_goal=slower >= GOAL_MB and ratio >= 1 - MUST_FLAT,
        ratio=f"{ratio:.2f}",
        details={"mb_a_second": {"0": empty, "100000": full}},
    )


def speeds(kit: Kit, library: Library) -> list[float]:
    """Megabytes a second of each run."""
    # Not the same everywhere, so that nothing on the way can save itself the work.
    parts = [os.urandom(PART_BYTES) for _ in range(4)]
    with kit.standing(library) as one:
        kit.say(f"uploading beside {library.tracks:,} tracks")
        _upload(one, parts, 2)
        return [PARTS * PART_BYTES / 1e6 / _upload(one, parts, PARTS) for _ in range(RUNS)]


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
