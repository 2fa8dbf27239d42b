"""Moments as people type them."""

import re

from app.errors import Invalid

TYPED = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,6})")


def parsed_ms(typed: str) -> int | None:
    """A moment of a track: '1:23' or '83' → 83000, '1:02:03' → 3723000; nothing typed is None. Raises Invalid."""
    typed = typed.strip()
    if not typed:
        return None
    found = TYPED.fullmatch(typed)
    if found is None or not typed.isascii():
        raise Invalid("Please write minutes and seconds, such as 1:23.", field="at")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000
