"""Structured logs: one JSON line an event, with the request's id, never with titles, texts, names or secrets."""

import logging
import re
import sys
import time
import uuid
from typing import TextIO

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import EventDict, Processor

from app import metrics
from app.config import settings

# They tell of every request and every byte when they are asked to tell more.
QUIET = ("boto3", "botocore", "urllib3", "s3transfer", "asyncio", "multipart", "python_multipart", "httpcore", "httpx")
VALUES = re.compile(r"^(DETAIL|CONTEXT|PARAMETERS)\b.*$", re.MULTILINE)
# A line would say when somebody asked without a name.
UNLOGGED = {"/tracks/{id}/questions", "/api/tracks/{id}/questions"}


def configure() -> None:
    """Set up this process's logs, those of libraries too. Called once, by whoever assembles the process."""
    structlog.configure(
        processors=[*_told(), structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(_level()),
    )
    handler = _Stdout()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *_told()],
        )
    )
    root = logging.getLogger()
    root.handlers = [one for one in root.handlers if not isinstance(one, _Stdout)] + [handler]
    root.setLevel(max(_level(), logging.WARNING) if _level() > logging.DEBUG else logging.DEBUG)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("alembic.runtime.migration").setLevel(_level())


def trace_id() -> str | None:
    """What ties a request of a phone to the work that it leads to; None where nobody asked."""
    found = structlog.contextvars.get_contextvars().get("request_id")
    return str(found) if found else None


def without_values(_logger: object, _method: str, entry: EventDict) -> EventDict:
    """PostgreSQL repeats the values that it refuses in a line of its own: they are nobody's to read here."""
    for name in ("exception", "event"):
        if isinstance(entry.get(name), str):
            entry[name] = VALUES.sub(r"\1: …", entry[name])
    return entry


def _told() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_values,
    ]


def _level() -> int:
    return int(logging.getLevelName(settings().log_level.upper()))


class _Stdout(logging.StreamHandler[TextIO]):
    """To wherever standard output leads at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stdout
        super().emit(record)


class RequestLogMiddleware:
    """Gives every request an id, which the answer carries and every line about it shows."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.log = structlog.get_logger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        scope.setdefault("state", {})["request_id"] = request_id
        started, status = time.perf_counter(), 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            await self.app(scope, receive, send_with_id)
            took_seconds = time.perf_counter() - started
            if (route := _route(scope)) not in UNLOGGED:
                metrics.answered(scope["method"], route, status, took_seconds)
                took_ms = round(took_seconds * 1000, 1)
                told = {"method": scope["method"], "route": route, "status": status, "took_ms": took_ms}
                self.log.info("request", **told, **_recording(scope, route))


def _request_id(headers: Headers) -> str:
    sent = headers.get("x-request-id", "")
    return sent if 8 <= len(sent) <= 64 and sent.replace("-", "").isalnum() else uuid.uuid4().hex


def _recording(scope: Scope, route: str) -> dict[str, str]:
    """Which recording is sent: it ties a phone's requests to what the worker tells."""
    id = scope.get("path_params", {}).get("id") if route.startswith("/api/recordings/") else None
    return {"recording_id": id} if id else {}


def _route(scope: Scope) -> str:
    # The pattern, not the address: addresses can hold tokens. A router knows nothing of what it was included under.
    pattern = str(getattr(scope.get("route"), "path", "-"))
    is_inner = scope["path"].startswith("/api/") and pattern.startswith("/") and not pattern.startswith("/api/")
    return f"/api{pattern}" if is_inner else pattern
