"""ETag and If-Match for things with a version."""

from typing import Annotated

from fastapi import Header
from starlette.responses import Response

from app.errors import StaleVersion


def tag(response: Response, version: int) -> None:
    """Say which version this is."""
    response.headers["ETag"] = f'"{version}"'


def expected_version(if_match: Annotated[str | None, Header(max_length=100)] = None) -> int | None:
    """The version the sender has seen; None when they do not care. Raises StaleVersion for one we never gave."""
    if if_match is None or if_match == "*":
        return None
    number = if_match.removeprefix("W/").strip('"')
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        raise StaleVersion
    return int(number)
