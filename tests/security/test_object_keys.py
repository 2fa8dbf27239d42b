"""Names and ids as paths: whatever is sent, objects are named after UUIDs and numbers, and the bucket proves it."""

import random
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from app.deps import objects
from tests import proof
from tests.cast import Player
from tests.security.full import SEED, some
from tests.security.wire import Wire
from tests.web import Web

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
PATTERN = re.compile(
    rf"workspaces/{UUID}/recordings/{UUID}/(takes/\d+/(parts/\d{{6}}|original)|renditions/\d+/(listen\.m4a|waveform\.json))"
)
HEADS = [
    "",
    "../",
    "..\\",
    "/",
    "//",
    "%2e%2e%2f",
    "....//",
    "C:\\",
    "\\\\host\\share\\",
    "file:///",
    "s3://other/",
    "~/",
]
NAMES = [
    "etc/passwd", "voice.m4a", "a\x00.m4a", "a\r\nX-Evil: 1", "con", "nul.mp3", ".", "..", ".htaccess", "a" * 190,
    "ﬁle/е.m4a", "\u202egpj.m4a", "'; drop table track; --", "$(id)", "`id`", "{{7*7}}", "%s%n",
]  # fmt: skip
STRINGS = 200


def strings() -> list[str]:
    """The same two hundred for the same seed."""
    every = [head + name for head in HEADS for name in NAMES]
    return random.Random(SEED).sample(every, STRINGS)


def keys() -> set[str]:
    return {info.key for info in objects().list("")}


def upload(wire: Wire, odd: str, place: int) -> Iterator[int]:
    """A whole recording, with the odd string wherever one can be said; then its original is fetched."""
    sent = {"title": odd[:200], "mime_type": f"audio/{odd}"[:200], "name": odd, "file_name": odd, "key": odd}
    begun = wire.request("POST", "/api/recordings", json=sent, headers={"Idempotency-Key": quote(odd)[:200]})
    if begun.status_code != 201:
        begun = wire.request("POST", "/api/recordings", json={**sent, "title": "Plain", "mime_type": "audio/webm"})
    yield begun.status_code
    id = re.findall(UUID, begun.text)[0]
    headers = {"Content-Disposition": f'attachment; filename="{quote(odd)}"', "X-File-Name": quote(odd)}
    yield wire.request("PUT", f"/api/recordings/{id}/takes/0/parts/0", content=b"sound", headers=headers).status_code
    escaped = quote(odd, safe="")
    for address in (f"{escaped}/takes/0/parts/0", f"{id}/takes/{escaped}/parts/0", f"{id}/takes/0/parts/{escaped}"):
        yield wire.request("PUT", f"/api/recordings/{address}", content=b"sound %d" % place).status_code
    yield wire.request("POST", f"/api/recordings/{id}/complete", json={"takes": [{"parts": 1}]}).status_code


def share(wire: Wire, odd: str) -> int:
    """As another app shares a file: with a name of its choice."""
    body = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{quote(odd)}"\r\n\r\nsound\r\n--x--\r\n'
    return wire.request(
        "POST", "/import/shared", content=body.encode(), headers={"Content-Type": "multipart/form-data; boundary=x"}
    ).status_code


@pytest.mark.timeout(600)
def test_no_name_and_no_id_becomes_a_key(web: Web, ada: Player) -> None:
    before, tried = keys(), some(strings(), 12)
    with Wire(web.port, ada.bearer) as wire:
        statuses = {
            status for place, odd in enumerate(tried) for status in (*upload(wire, odd, place), share(wire, odd))
        }
    assert max(statuses) < 500, statuses
    written = keys() - before
    outside = {key for key in written if not PATTERN.fullmatch(key)}
    assert len(written) >= len(tried)
    figure = f"{len(outside)} of {len(written)} keys outside the pattern, after {len(tried)} strings in ten places each"
    proof.note("A6", figure, holds=not outside)
