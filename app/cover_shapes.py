"""The drawings on covers: each takes the bytes of a playlist's id and gives SVG in a square of 100 by 100.

Colour `a` is close to the ground and may lie under the title; colour `b` is the accent and stays in the lower half.
"""

import math


def ripples(seed: bytes) -> str:
    """A voice spreading from a point at the lower edge."""
    x, y = 62 + seed[0] % 30, 84 + seed[1] % 14
    rings = "".join(_circle("a", x, y, radius, line=4.5) for radius in range(18, 70, 10))
    return rings + _circle("b", x, y, 9 + seed[2] % 4)


def bars(seed: bytes) -> str:
    """A waveform standing on the ground, one bar of it in the second colour."""
    loud = 4 + seed[0] % 4
    heights = [14 + (byte % 34) * math.sin(math.pi * (i + 1.5) / 12) for i, byte in enumerate(seed[1:11])]
    return "".join(
        _path("b" if i == loud else "a", f"M{8 + i * 9.3:.1f} 91V{91 - height:.1f}", line=6)
        for i, height in enumerate(heights)
    )


def sunrise(seed: bytes) -> str:
    """A disc going up behind a hill."""
    x, r, hill, bend = 46 + seed[0] % 30, 17 + seed[1] % 7, 78 + seed[2] % 6, 25 + seed[3] % 20
    ground = _path("a", f"M0 {hill + 6}Q{bend} {hill - 12} 60 {hill}T100 {hill - 4}V100H0Z")
    return _circle("b", x, hill - 4, r) + ground


def arches(seed: bytes) -> str:
    """Nested arches around a doorway."""
    x = 50 + seed[0] % 24
    around = (_path("a", f"M{x - r} 103V{92 - r // 3}a{r} {r} 0 0 1 {2 * r} 0V103", line=5) for r in (45, 34, 23))
    return "".join(around) + _path("b", f"M{x - 12} 102V88a12 12 0 0 1 24 0V102Z")


def swells(seed: bytes) -> str:
    """Three waves, the middle one in the second colour."""
    lifts = [7 + byte % 8 for byte in seed[:3]]
    rows = zip("aba", (62, 75, 88), lifts, strict=True)
    return "".join(_path(name, f"M-6 {y}q14 -{lift} 28 0t28 0t28 0t28 0", line=6) for name, y, lift in rows)


def halftone(seed: bytes) -> str:
    """Dots that grow towards the lower right, one of them in the second colour."""
    chosen = (3 + seed[0] % 2, 2 + seed[1] % 2)
    places = sorted(((column, row) for row in range(5) for column in range(6)), key=lambda place: place == chosen)
    return "".join(_dot(column, row, (column, row) == chosen) for column, row in places)


def quarters(seed: bytes) -> str:
    """Two rows of quarter discs, each turned its own way."""
    accent = 4 + seed[8] % 4
    tiles = ((25 * (i % 4), 50 + 25 * (i // 4), seed[i] % 4) for i in range(8))
    return "".join(_quarter("b" if i == accent else "a", *tile) for i, tile in enumerate(tiles))


def bubbles(seed: bytes) -> str:
    """Something said, and its answer."""
    width, top = 50 + seed[0] % 12, 45 - seed[1] % 6
    corner = "a10 10 0 0 1"
    said = f"M18 {top}h{width}{corner} 10 10v10{corner}-10 10H34l-12 10v-10h-4{corner}-10-10v-10{corner} 10-10z"
    answer = f"M56 {top + 23}h26a9 9 0 0 1 9 9v4a9 9 0 0 1-9 9h-2v10l-11-10H56a9 9 0 0 1-9-9v-4a9 9 0 0 1 9-9z"
    return _path("a", said) + _path("b", answer)


SHAPES = (ripples, bars, sunrise, arches, swells, halftone, quarters, bubbles)


def _dot(column: int, row: int, chosen: bool) -> str:
    radius = 1.2 + (row + column) * 0.62 + 2 * chosen
    return _circle("b" if chosen else "a", 10 + column * 16, 44 + row * 12, radius)


def _quarter(name: str, x: int, y: int, turn: int) -> str:
    start, end = (("h25", "-25 25"), ("m25 0v25", "-25 -25"), ("m25 25h-25", "25 -25"), ("m0 25v-25", "25 25"))[turn]
    return _path(name, f"M{x} {y}{start}a25 25 0 0 1 {end}z")


def _circle(name: str, x: float, y: float, radius: float, *, line: float = 0) -> str:
    return f'<circle {_ink(name, line)} cx="{x}" cy="{y}" r="{radius:.1f}"/>'


def _path(name: str, d: str, *, line: float = 0) -> str:
    return f'<path {_ink(name, line)} d="{d}"/>'


def _ink(name: str, line: float) -> str:
    if line:
        return f'class="cover__{name} cover__line" stroke-width="{line}" stroke-linecap="round"'
    return f'class="cover__{name}" stroke="none"'
