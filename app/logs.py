"""Structured logs: one JSON line an event, with the request's id, never with titles, texts, names or secrets."""

import logging
import time
import uuid

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.config import settings

# A line would say when somebody asked without a name.
UNLOGGED = {"/tracks/{id}/questions", "/api/tracks/{id}/questions"}


def configure() -> None:
    """Set up this process's logs. Called once, by whoever assembles the process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(settings().log_level.upper())),
    )


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
            took_ms = round((time.perf_counter() - started) * 1000, 1)
            if (route := _route(scope)) not in UNLOGGED:
                self.log.info("request", method=scope["method"], route=route, status=status, took_ms=took_ms)


def _request_id(headers: Headers) -> str:
    sent = headers.get("x-request-id", "")
    return sent if 8 <= len(sent) <= 64 and sent.replace("-", "").isalnum() else uuid.uuid4().hex


def _route(scope: Scope) -> str:
    # The pattern, not the address: addresses can hold tokens.
    return getattr(scope.get("route"), "path", "-")
