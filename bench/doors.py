"""Doors: an HTTP client that goes round several web processes, and leaves out one that did not answer for a while."""

import time
import uuid
from itertools import cycle
from threading import Lock
from typing import Any

import httpx

TRIES = 60
LEFT_OUT_SECONDS = 5.0


class Doors:
    """As a load balancer would: any request at any process. Made for requests that may be repeated."""

    def __init__(self, addresses: list[str], token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._clients = [httpx.Client(base_url=address, headers=headers, timeout=60) for address in addresses]
        self._turns, self._lock = cycle(self._clients), Lock()
        self._left_out: dict[httpx.Client, float] = {}
        self.repeated = 0

    def request(self, method: str, path: str, **sent: Any) -> httpx.Response:
        """The first answer that is not of a server in trouble."""
        for _ in range(TRIES):
            client = self._next()
            try:
                answer = client.request(method, path, **sent)
                if answer.status_code < 500:
                    return answer
            except httpx.TransportError:
                self._left_out[client] = time.monotonic() + LEFT_OUT_SECONDS
                self.repeated += 1
        raise RuntimeError(f"{method} {path} was answered by nobody")

    def get(self, path: str, **sent: Any) -> httpx.Response:
        return self.request("GET", path, **sent)

    def post(self, path: str, **sent: Any) -> httpx.Response:
        once = {"Idempotency-Key": uuid.uuid4().hex}
        return self.request("POST", path, headers=once, **sent)

    def put(self, path: str, **sent: Any) -> httpx.Response:
        return self.request("PUT", path, **sent)

    def _next(self) -> httpx.Client:
        with self._lock:
            for _ in self._clients:
                client = next(self._turns)
                if self._left_out.get(client, 0.0) <= time.monotonic():
                    break
            return client
