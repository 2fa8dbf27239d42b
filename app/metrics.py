"""Metrics of this web process, as Prometheus counts them; docs/metrics.md lists them. Never who, nor which workspace.

What is the same whichever process is asked (how much waits) is read from rows at each scrape: routes/metrics.py.
"""

import time
import uuid

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

LISTENING_SECONDS = 120.0
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
REQUEST_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

registry = CollectorRegistry()
requests = Counter("lorecast_requests", "Requests answered", ["method", "route", "status"], registry=registry)
request_seconds = Histogram(
    "lorecast_request_seconds",
    "How long an answer took, the last byte included",
    ["method", "route"],
    registry=registry,
    buckets=REQUEST_BUCKETS,
)
uploaded_bytes = Counter("lorecast_uploaded_bytes", "Bytes of parts received and kept", registry=registry)
listeners = Gauge("lorecast_listeners", "Members whose place moved within two minutes", registry=registry)
connections = Gauge("lorecast_database_connections", "Connections of the pool", ["state"], registry=registry)

# Kept in memory alone, for two minutes: who listens belongs to the listener.
_seen: dict[uuid.UUID, float] = {}


def answered(method: str, route: str, status: int, seconds: float) -> None:
    """One request; `route` is the pattern, of which there are only so many."""
    known = method if method in METHODS else "other"
    requests.labels(known, route, str(status)).inc()
    request_seconds.labels(known, route).observe(seconds)


def listened(membership_id: uuid.UUID) -> None:
    """Somebody's place in a track has moved."""
    _seen[membership_id] = time.monotonic()


def count_listeners() -> int:
    """How many have listened lately at this process; forgets the others."""
    since = time.monotonic() - LISTENING_SECONDS
    for id, at in list(_seen.items()):
        if at < since:
            _seen.pop(id, None)
    listeners.set(len(_seen))
    return len(_seen)


def count_connections(*, in_use: int, idle: int, most: int) -> None:
    """Of the database's pool, as it is now."""
    for state, count in (("in_use", in_use), ("idle", idle), ("most", most)):
        connections.labels(state).set(count)
