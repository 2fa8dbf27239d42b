"""Moments as people type them."""

import pytest

from app.errors import Invalid
from app.moments import parsed_ms


@pytest.mark.parametrize(
    ("typed", "ms"), [("", None), (" ", None), ("0", 0), ("83", 83_000), ("1:23", 83_000), (" 1:02:03 ", 3_723_000)]
)
def test_what_people_type_is_a_moment(typed: str, ms: int | None) -> None:
    assert parsed_ms(typed) == ms


@pytest.mark.parametrize("typed", ["soon", "1:", ":3", "-1", "1.5", "1:2:3:4", "1e9", "٣:٠٠", "9" * 50])
def test_anything_else_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parsed_ms(typed)
    assert refusal.value.field == "at"
