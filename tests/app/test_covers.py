"""Covers and waveforms: the same thing always looks the same, and everything can be drawn."""

import re
import uuid

import pytest

from app.cover_shapes import SHAPES
from app.covers import PALETTES, cover
from app.waveforms import bars, loudness


def test_cover_follows_the_id_and_not_the_title() -> None:
    id = uuid.uuid4()
    assert cover(id, "One").art == cover(id, "Another").art
    assert cover(id, "One").palette == cover(id, "Another").palette < PALETTES


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [bytes(16), b"\xff" * 16, bytes(range(16))])
def test_every_shape_can_be_drawn_from_any_seed(shape, seed: bytes) -> None:
    art = shape(seed)
    assert "cover__a" in art
    assert "cover__b" in art
    assert not re.search(r"style=|nan|inf", art)


@pytest.mark.parametrize(
    ("title", "length"),
    [
        ("", "short"),
        ("OKRs", "short"),
        ("Why do invoices arrive late?", "long"),
        ("x " * 30, "longest"),
        ("Kundenrückgewinnungsstrategien", "word"),
    ],
)
def test_long_titles_get_small_letters(title: str, length: str) -> None:
    assert cover(uuid.uuid4(), title).length == length


@pytest.mark.parametrize("peaks", [None, b"", b"\x00", b"\xff" * 3, bytes(range(256)) * 4])
def test_waveform_has_as_many_strokes_as_asked(peaks: bytes | None) -> None:
    path = bars(peaks, 48)
    assert len(re.findall(r"M\d+ \d+V\d+", path)) == 48


def test_loudest_stretch_fills_the_picture_and_pauses_stay_low() -> None:
    heights = loudness(bytes([200] * 100 + [0] * 100 + [100] * 100), 3)
    assert heights == [1.0, 0.0, 0.5]
