"""Pages: the Jinja environment, and `render`, the one way a template becomes a response."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app import note_pages, page_days, page_filters
from app import notification_words as words
from app.correction_pages import changed_words
from app.covers import Cover, cover
from app.domain.timed_words import timed_words
from app.models import Membership, Playlist
from app.page_flash import FLASH_COOKIE, read_flash
from app.security import SESSION_COOKIES
from app.transcript_pages import doubt_marks, language_name, paragraphs
from app.waveforms import bars
from app.words import translations

ROOT = Path(__file__).parent.parent
DIST = ROOT / "static" / "dist"
# Between pages and the service worker: whose a page is that may be kept on the device, and that it is fetched for that.
WHOSE, KEEPING = "lorecast-member", "lorecast-keeping"


def render(
    request: Request, template: str, actor: Membership | None = None, *, status: int = 200, **context: Any
) -> HTMLResponse:
    """A page for `actor`, or for somebody who is not signed in. Shows what the action before it left to say, once."""
    # The service worker fetches pages to keep them; what the last action left to say is for the person to read.
    flash = read_flash(request) if actor and KEEPING not in request.headers else None
    unread_count = getattr(request.state, "unread_count", int)() if actor else 0
    whole: dict[str, Any] = {"actor": actor, "is_framed": actor is not None, "flash": flash}
    whole["unread_count"] = unread_count
    whole |= {"section": "", "form": {}, **context, "errors": defaultdict(str, context.get("errors", {}))}
    response = HTMLResponse(environment().get_template(template).render(whole), status_code=status)
    response.headers["Cache-Control"] = "no-store" if actor is None else "private, no-cache"
    if flash:
        response.delete_cookie(FLASH_COOKIE)
    elif actor:
        response.headers[WHOSE] = str(actor.id)
    return response


def fragment(template: str, **context: Any) -> HTMLResponse:
    """A part of a page, for an element that replaces itself."""
    return HTMLResponse(environment().get_template(template).render(context), headers={"Cache-Control": "no-store"})


def redirect(address: str) -> RedirectResponse:
    """After a change: look at this page."""
    return RedirectResponse(address, status_code=303)


def error(request: Request, status: int, sentence: str) -> HTMLResponse:
    """A page that says what happened and where to go; with the usual frame for a browser that is signed in."""
    is_signed_in = any(name in request.cookies for name in SESSION_COOKIES)
    # What somebody may tell whoever runs Lorecast, who finds it in the log.
    request_id = getattr(request.state, "request_id", "") if status >= 500 else ""
    shown: dict[str, Any] = {"code": status, "sentence": sentence, "request_id": request_id}
    return render(request, "error.html", status=status, is_framed=is_signed_in and status < 500, **shown)


def asset(name: str) -> str:
    """The address of a built file: 'app.css' → '/static/dist/app-ABC123.css'."""
    return f"/static/dist/{_manifest()[name]}"


def built(name: str) -> Path:
    """Where a built file lies: 'worker.js' → '…/static/dist/worker-ABC123.js'."""
    return DIST / _manifest()[name]


@cache
def environment() -> Environment:
    """Escapes everything, and fails on a name that nobody passed."""
    env = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(asset=asset, language="en", undo_words=page_days.undo_words)
    env.filters.update({each.__name__: each for each in (*page_filters.FILTERS, *page_days.FILTERS)})
    env.filters.update(bars=bars, cover=_cover)
    env.filters.update(paragraphs=paragraphs, language_name=language_name, doubt_marks=doubt_marks)
    env.filters.update(timed_words=timed_words, changed_words=changed_words)
    env.filters.update(week=note_pages.week, dots=note_pages.dots)
    env.filters.update(
        names=words.people, kind_name=words.name, news_sentence=words.sentence, news_address=words.address
    )
    return env


def _cover(playlist: Playlist) -> Cover:
    return cover(playlist.id, playlist.title)


@cache
def _manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    return names
