"""Pages: the Jinja environment, and `render`, the one way a template becomes a response."""

import gettext
import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app import page_filters
from app.covers import Cover, cover
from app.models import Membership, Playlist
from app.page_flash import FLASH_COOKIE, read_flash
from app.waveforms import bars

ROOT = Path(__file__).parent.parent
DIST = ROOT / "static" / "dist"
words = gettext.translation("lorecast", ROOT / "locales", fallback=True)


def asset(name: str) -> str:
    """The address of a built file: 'app.css' → '/static/dist/app-ABC123.css'."""
    return f"/static/dist/{_manifest()[name]}"


def render(
    request: Request, template: str, actor: Membership | None = None, *, status: int = 200, **context: Any
) -> HTMLResponse:
    """A page for `actor`, or for somebody who is not signed in. Shows what the action before it left to say, once."""
    flash = read_flash(request) if actor else None
    page = environment().get_template(template)
    body = page.render(request=request, actor=actor, flash=flash, **{"section": "", **context})
    response = HTMLResponse(body, status_code=status)
    if flash:
        response.delete_cookie(FLASH_COOKIE)
    return response


def fragment(template: str, **context: Any) -> HTMLResponse:
    """A part of a page, for an element that replaces itself."""
    return HTMLResponse(environment().get_template(template).render(**context))


@cache
def environment() -> Environment:
    """Escapes everything, and fails on a name that nobody passed."""
    env = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(asset=asset, language="en")
    for one in (
        page_filters.clock,
        page_filters.spoken,
        page_filters.ago,
        page_filters.exactly,
        page_filters.hue,
        bars,
    ):
        env.filters[one.__name__] = one
    env.filters["cover"] = _cover
    return env


def _cover(playlist: Playlist) -> Cover:
    return cover(playlist.id, playlist.title)


@cache
def _manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads((DIST / "manifest.json").read_text())
    return names
