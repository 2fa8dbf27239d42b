"""The web manifest: how Lorecast looks and starts when it is installed, and what other apps may share with it."""

from collections.abc import Sequence
from typing import Any

from app.words import gettext as _

SHARED_PATH = "/import/shared"
# What static/css/tokens.css calls --paper by day. A manifest knows no night; the pages' own <meta> do.
PAPER = "#fbf8f6"
SIZES = (192, 512)


def web_manifest(icons: dict[str, str], accepted: Sequence[str]) -> dict[str, Any]:
    """`icons`: addresses of the built pictures by name. `accepted`: endings and types of files to import."""
    return {
        "id": "/",
        "name": "Lorecast",
        "short_name": "Lorecast",
        "description": _("A team passes on what it knows by voice, each at their own pace."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [_icon(icons, size, purpose) for purpose in ("any", "maskable") for size in SIZES],
        "shortcuts": _shortcuts(),
        "share_target": {
            "action": SHARED_PATH,
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "files", "accept": list(accepted)}]},
        },
    }


def _icon(icons: dict[str, str], size: int, purpose: str) -> dict[str, str]:
    name = f"icon-{size}.png" if purpose == "any" else f"maskable-{size}.png"
    return {"src": icons[name], "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _shortcuts() -> list[dict[str, str]]:
    places = ((_("Record"), "/record"), (_("Search"), "/search"), (_("Library"), "/library"))
    return [{"name": name, "url": address} for name, address in places]
