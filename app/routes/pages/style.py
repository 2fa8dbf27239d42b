"""The living style guide: every token and component as the pages use them."""

import math
import uuid
from types import SimpleNamespace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.cover_shapes import SHAPES
from app.covers import PALETTES
from app.deps import Actor
from app.pages import render

router = APIRouter()
TITLES = (
    "How we win back a client",
    "Refunds",
    "Your first week",
    "Why do invoices arrive late?",
    "Selling without slides",
)
COLOURS = ("paper", "surface", "sunken", "line", "ink", "ink-soft", "accent", "accent-soft", "wave", "good")


@router.get("/style")
def show(request: Request, actor: Actor) -> Response:
    covers = [_sample(palette, palette % len(SHAPES)) for palette in range(PALETTES)]
    peaks = bytes(int(40 + 200 * abs(math.sin(place / 23) * math.cos(place / 7))) for place in range(800))
    return render(request, "style/show.html", actor, covers=covers, peaks=peaks, colours=COLOURS)


def _sample(palette: int, shape: int) -> SimpleNamespace:
    """A playlist's looks without a playlist: the id that gives this palette and this shape."""
    id = uuid.UUID(bytes=bytes([palette, shape, *(palette * 37 + place * 11 & 255 for place in range(14))]))
    return SimpleNamespace(id=id, title=TITLES[palette % len(TITLES)])
