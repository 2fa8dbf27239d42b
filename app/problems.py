"""How errors leave the house: problem+json for the API, a page with a way on for people."""

from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from psycopg.errors import DiskFull
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from app import pages
from app.errors import DomainError, Invalid, NotFound, SignedOut, SignInRefused, StorageFull, TooLarge, Unavailable
from app.security import put_headers
from media.errors import MediaError, RangeNotSatisfiable
from media.errors import StorageFull as ObjectStoreFull

# Pydantic's names for a part of a path that is no id or no number. Programs are told of an unknown kind, and of bounds.
NO_ADDRESS = ("uuid", "int_parsing")

log = structlog.get_logger()


def install(app: FastAPI) -> None:
    """Give every kind of error its answer."""
    handlers: list[tuple[type[Exception], Any]] = [
        (DomainError, answer),
        (HTTPException, answer_http),
        (RequestValidationError, answer_validation),
        (MediaError, answer_media),
        (DataError, answer_value),
        (UnicodeEncodeError, answer_value),
        (OperationalError, answer_database),
        (PoolTimeout, answer_database),
        (DBAPIError, answer_database),
        (Exception, answer_unexpected),
    ]
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)


def answer(request: Request, error: DomainError) -> Response:
    """A domain error, as the asker can read it."""
    if is_api(request):
        return problem(error.status, error.type, error.sentence, **error.details)
    if isinstance(error, SignedOut) and not isinstance(error, SignInRefused):
        return _to_sign_in(request)
    return page(request, error.status, error.sentence)


def answer_http(request: Request, error: HTTPException) -> Response:
    """What the router itself says: no such address, no such method."""
    if error.status_code == 404:
        return answer(request, NotFound())
    if error.status_code == 413:
        return answer(request, TooLarge())
    if is_api(request):
        return problem(error.status_code, "http", str(error.detail), headers=error.headers)
    return page(request, error.status_code, str(error.detail))


def answer_validation(request: Request, error: RequestValidationError) -> Response:
    """Names the fields that do not fit, without repeating what was sent. What is no id has no address either."""
    in_path = [one["type"] for one in error.errors() if one["loc"][0] == "path"]
    if any(kind.startswith(NO_ADDRESS) or not is_api(request) for kind in in_path):
        return answer(request, NotFound())
    fields = [{"field": ".".join(map(str, one["loc"][1:])), "message": one["msg"]} for one in error.errors()]
    if is_api(request):
        return problem(422, "invalid", "Some fields are missing or do not fit.", fields=fields)
    return answer(request, Invalid("Some fields are missing or do not fit."))


def answer_media(request: Request, error: MediaError) -> Response:
    """The object store is down or full."""
    if isinstance(error, RangeNotSatisfiable):
        return problem(416, "range-not-satisfiable", str(error))
    log.warning("storage", reason=error.reason)
    return answer(request, StorageFull() if isinstance(error, ObjectStoreFull) else Unavailable())


def answer_value(request: Request, error: Exception) -> Response:
    """PostgreSQL keeps no zero byte, no half of a character, and no number beyond its columns, wherever it was sent."""
    log.warning("value", kind=type(getattr(error, "orig", error)).__name__)
    return answer(
        request, Invalid("Something in it cannot be kept: a character that no text has, or too large a number.")
    )


def answer_database(request: Request, error: Exception) -> Response:
    """The database is down, or refused a value that no field check caught."""
    if isinstance(error, DBAPIError) and not isinstance(error, OperationalError):
        log.error("database", kind=type(error.orig).__name__)
        return answer_unexpected(request, error)
    log.warning("database", kind=type(error).__name__)
    is_full = isinstance(error, DBAPIError) and isinstance(error.orig, DiskFull)
    return answer(request, StorageFull() if is_full else Unavailable())


def answer_unexpected(request: Request, error: Exception) -> Response:
    """Our own mistake. The log has it under the request's id; the answer says nothing about the inside."""
    log.exception("unexpected", exc_info=error)
    sentence = "Something went wrong on our side. It has been noted; please try again."
    response: Response
    try:
        response = problem(500, "unexpected", sentence) if is_api(request) else page(request, 500, sentence)
    except Exception:  # The mistake may be in the very templates that the page is made of.
        response = PlainTextResponse(sentence, 500)
    # This answer passes no middleware of ours.
    put_headers(response.headers, request.url.scheme)
    response.headers["X-Request-ID"] = getattr(request.state, "request_id", "")
    return response


def page(request: Request, status: int, sentence: str) -> Response:
    """An error as a page, with a way on."""
    return pages.error(request, status, sentence)


def problem(status: int, type: str, sentence: str, *, headers: Any = None, **details: Any) -> JSONResponse:
    """An application/problem+json answer (RFC 9457) with a stable type."""
    body = {"type": f"/problems/{type}", "title": type.replace("-", " ").capitalize(), "status": status}
    return JSONResponse(
        {**body, "detail": sentence, **details},
        status_code=status,
        media_type="application/problem+json",
        headers={"WWW-Authenticate": "Bearer"} if status == 401 else headers,
    )


def is_api(request: Request) -> bool:
    """Whether a program asks."""
    return request.url.path.startswith(("/api/", "/ready", "/metrics"))


def _to_sign_in(request: Request) -> Response:
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = f"?next={quote(here)}" if request.method == "GET" and here != "/" else ""
    return RedirectResponse(f"/sign-in{back}", status_code=303)
