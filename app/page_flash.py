"""Flash: what an action says on the page after it, with a way back. It travels in a cookie that lives for one page."""

import base64
import json
from dataclasses import dataclass, field

from fastapi import Request, Response

from app.page_addresses import own_path

FLASH_COOKIE = "lorecast_flash"
SECONDS = 60


@dataclass(frozen=True)
class Flash:
    """`undo` is the address that takes the action back, with `fields` as its form; with a `label`, it does that."""

    sentence: str
    undo: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    label: str = ""


def flash(
    response: Response,
    sentence: str,
    *,
    undo: str | None = None,
    fields: dict[str, str] | None = None,
    label: str = "",
) -> None:
    """Leave a sentence for the next page."""
    packed = json.dumps([sentence, undo, fields or {}, label])
    cookie = base64.urlsafe_b64encode(packed.encode()).decode()
    response.set_cookie(FLASH_COOKIE, cookie, max_age=SECONDS, httponly=True, samesite="lax")


def read_flash(request: Request) -> Flash | None:
    """What the last action left, or None; a cookie that was tampered with says nothing."""
    try:
        packed = json.loads(base64.urlsafe_b64decode(request.cookies.get(FLASH_COOKIE, "")))
        sentence, undo, fields, label = packed
        return Flash(str(sentence), own_path(undo), {str(k): str(v) for k, v in dict(fields).items()}, str(label))
    except (ValueError, TypeError):
        return None
