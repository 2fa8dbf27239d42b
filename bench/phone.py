"""A phone: sends a recording part by part, as the browser does, and waits for what comes of it."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

# The recorder sends about ten seconds at a time.
PART_BYTES = 80_000
ASK_EVERY_SECONDS = 0.02
PATIENCE_SECONDS = 300.0


@dataclass(frozen=True)
class Sent:
    """A recording that was sent; `stopped_at` is when the person tapped Stop, by `time.perf_counter`."""

    recording_id: str
    track_id: str
    stopped_at: float


def begin(http: httpx.Client, title: str | None = None) -> dict[str, Any]:
    """Opens a recording: its `recording_id` and `track_id`."""
    return dict(http.post("/api/recordings", json={"title": title}).raise_for_status().json())


def put(http: httpx.Client, recording_id: str, number: int, part: bytes) -> None:
    """Sends one part of the first take."""
    digest = {"X-Content-SHA256": hashlib.sha256(part).hexdigest()}
    where = f"/api/recordings/{recording_id}/takes/0/parts/{number}"
    http.put(where, content=part, headers=digest).raise_for_status()


def send(http: httpx.Client, sound: bytes, *, title: str | None = None, part_bytes: int = PART_BYTES) -> Sent:
    """All parts but the last were sent while the person spoke; Stop is tapped before the last one."""
    opened = begin(http, title)
    recording_id = opened["recording_id"]
    parts = [sound[start : start + part_bytes] for start in range(0, len(sound), part_bytes)]
    for number, part in enumerate(parts[:-1]):
        put(http, recording_id, number, part)
    stopped_at = time.perf_counter()
    put(http, recording_id, len(parts) - 1, parts[-1])
    http.post(f"/api/recordings/{recording_id}/complete", json={"takes": [{"parts": len(parts)}]}).raise_for_status()
    return Sent(recording_id, opened["track_id"], stopped_at)


def seconds_until(sent: Sent, look: Callable[[], object]) -> float:
    """From Stop until it is so. Raises TimeoutError after five minutes."""
    while not look():
        if time.perf_counter() - sent.stopped_at > PATIENCE_SECONDS:
            raise TimeoutError("it never came to that")
        time.sleep(ASK_EVERY_SECONDS)
    return time.perf_counter() - sent.stopped_at


def status(http: httpx.Client, sent: Sent) -> str:
    """`uploaded`, `playable`, `ready`. Raises RuntimeError for `failed`, with the reason."""
    found = http.get(f"/api/recordings/{sent.recording_id}").raise_for_status().json()
    if found["status"] == "failed":
        raise RuntimeError(f"the recording failed: {found.get('reason')}")
    return str(found["status"])


def is_heard(http: httpx.Client, sent: Sent) -> bool:
    """Whether it can be listened to: its first bytes are there."""
    answer = http.get(f"/api/tracks/{sent.track_id}/audio", headers={"Range": "bytes=0-1023"})
    return answer.status_code == 206


def is_read(http: httpx.Client, sent: Sent) -> bool:
    """Whether its first words can be read."""
    answer = http.get(f"/api/tracks/{sent.track_id}/transcript.json")
    return answer.status_code == 200 and bool(answer.json()["segments"])


def is_found(http: httpx.Client, sent: Sent, query: str) -> bool:
    """Whether a search finds it."""
    hits = http.get("/api/search", params={"q": query}).raise_for_status().json()["hits"]
    return any(hit["track"]["id"] == sent.track_id for hit in hits)


def sent_through(http: httpx.Client, sent: Sent) -> Callable[[], bool]:
    """Whether it has come all the way."""
    return lambda: status(http, sent) == "ready"
