"""How pages write lengths and moments of time."""

import uuid
from datetime import UTC, datetime

from babel.dates import format_datetime, format_timedelta

HUES = 8
LOCALE = "en"


def clock(duration_ms: int | None) -> str:
    """A length as a player shows it: 222000 → '3:42', 3750000 → '1:02:30', unknown → '–:––'."""
    if duration_ms is None:
        return "–:––"
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def spoken(duration_ms: int | None) -> str:
    """A length as a person says it: '40 sec', '12 min', '1 hr 5 min'."""
    seconds = round((duration_ms or 0) / 1000)
    if seconds < 60:
        return f"{seconds} sec"
    hours, minutes = divmod(round(seconds / 60), 60)
    return " ".join(part for part in (f"{hours} hr" if hours else "", f"{minutes} min" if minutes else "") if part)


def ago(moment: datetime) -> str:
    """'3 hours ago'; what is less than a minute old is 'just now'."""
    delta = moment - datetime.now(UTC)
    if abs(delta.total_seconds()) < 60:
        return "just now"
    return format_timedelta(delta, add_direction=True, locale=LOCALE)


def exactly(moment: datetime) -> str:
    """The full date and time, for a title."""
    return format_datetime(moment, "d MMMM y, HH:mm 'UTC'", locale=LOCALE)


def hue(identity: uuid.UUID) -> int:
    """Which of the avatar colours somebody has."""
    return identity.bytes[0] % HUES


FILTERS = (clock, spoken, ago, exactly, hue)
