"""Covers of playlists: colours and shape from the id, so that a playlist keeps its face when its title changes.

The colours are classes of static/css/cover.css, the drawings are in app/cover_shapes.py.
"""

import uuid
from dataclasses import dataclass

from markupsafe import Markup

from app.cover_shapes import SHAPES

PALETTES = 10


@dataclass(frozen=True)
class Cover:
    """What templates/components/cover.html needs. `length` names the size of the title's letters."""

    palette: int
    art: Markup
    length: str


def cover(playlist_id: uuid.UUID, title: str) -> Cover:
    """The same id always gives the same picture."""
    seed = playlist_id.bytes
    draw = SHAPES[seed[1] % len(SHAPES)]
    # uuid4 keeps its version in byte 6 and its variant in byte 8; the drawing takes the bytes that are all chance.
    art = draw(seed[2:6] + seed[9:] + seed[:2])
    return Cover(palette=seed[0] % PALETTES, art=Markup(art), length=_length(title))  # noqa: S704 - only our numbers


def _length(title: str) -> str:
    longest_word = max(map(len, title.split()), default=0)
    if longest_word > 18:
        return "word"
    if len(title) > 48 or longest_word > 15:
        return "longest"
    return "long" if len(title) > 24 or longest_word > 11 else "short"
