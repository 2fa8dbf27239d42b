"""A phone without a browser: sends a recording as the recorder does, part by part, each as often as it takes."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

PART_BYTES = 64 * 1024
TRIES_MAX = 600
WAIT_SECONDS = 0.1

# Told the name of each step before it is tried: begin, part 0, part 1 …, complete.
Before = Callable[[str], None]


@dataclass
class Sent:
    """A recording as the server acknowledged it."""

    recording_id: str
    track_id: str
    parts: list[bytes] = field(default_factory=list)

    @property
    def sound(self) -> bytes:
        return b"".join(self.parts)


class Phone:
    """One connection a request, so that whatever stands in between sees where each begins."""

    def __init__(self, address: str, token: str, *, timeout_seconds: float = 30) -> None:
        headers = {"Authorization": f"Bearer {token}", "Connection": "close"}
        self.http = httpx.Client(base_url=address, headers=headers, timeout=timeout_seconds)
        self.tries = 0
        self.acknowledged: list[Sent] = []

    def close(self) -> None:
        self.http.close()

    def send(self, title: str, sound: bytes, *, before: Before = lambda step: None) -> Sent:
        """All of it, until the server has said that it is complete."""
        before("begin")
        opened = {"title": title, "mime_type": "audio/wav"}
        begun = self.insist("POST", "/api/recordings", json=opened, headers={"Idempotency-Key": title}).json()
        sent = Sent(begun["recording_id"], begun["track_id"])
        self.acknowledged.append(sent)
        for number, start in enumerate(range(0, len(sound), PART_BYTES)):
            before(f"part {number}")
            self.put(sent, number, sound[start : start + PART_BYTES])
        before("complete")
        self.complete(sent)
        return sent

    def put(self, sent: Sent, number: int, part: bytes) -> None:
        digest = {"X-Content-SHA256": hashlib.sha256(part).hexdigest()}
        path = f"/api/recordings/{sent.recording_id}/takes/0/parts/{number}"
        self.insist("PUT", path, content=part, headers=digest)
        sent.parts.append(part)

    def complete(self, sent: Sent) -> None:
        takes = [{"parts": len(sent.parts)}]
        self.insist("POST", f"/api/recordings/{sent.recording_id}/complete", json={"takes": takes})

    def insist(self, method: str, path: str, **sent: Any) -> httpx.Response:
        """Until it is acknowledged; anything but a passing trouble is an error."""
        for _ in range(TRIES_MAX):
            self.tries += 1
            try:
                answer = self.http.request(method, path, **sent)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code < 500:
                return answer.raise_for_status()
            time.sleep(WAIT_SECONDS)
        raise AssertionError(f"{method} {path} was never acknowledged")
