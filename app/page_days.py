"""How pages write days and playback speeds, and how they read a day from a form."""

from datetime import UTC, date, datetime

from babel.dates import format_date

from app.config import settings
from app.errors import Invalid
from app.page_filters import LOCALE
from app.words import gettext, ngettext

WEEK_DAYS = 7


def on_day(day: date) -> str:
    """'today', 'tomorrow', 'on Friday' within a week, else 'on 5 March 2026'."""
    ahead = (day - datetime.now(UTC).date()).days
    if ahead in (0, 1):
        return gettext("tomorrow") if ahead else gettext("today")
    return gettext("on %s") % _named(day, ahead)


def by_day(day: date) -> str:
    """'by today', 'by tomorrow', 'by Friday' within a week, else 'by 5 March 2026'."""
    ahead = (day - datetime.now(UTC).date()).days
    if ahead in (0, 1):
        return gettext("by tomorrow") if ahead else gettext("by today")
    return gettext("by %s") % _named(day, ahead)


def whole_day(day: date) -> str:
    """'Monday, 6 May 2030', without the year when it is this one."""
    return format_date(day, f"EEEE, {_pattern(day)}", locale=LOCALE)


def speed(times: float) -> str:
    """1.5 → '1.5×', 1.0 → '1×'."""
    return f"{times:g}×"


def undo_words() -> str:
    """For how long a deletion can be taken back, as a sentence."""
    days = settings().undo_days
    return ngettext("For %(num)s day you can take it back.", "For %(num)s days you can take it back.", days) % {
        "num": days
    }


def parsed(text: str, *, field: str) -> date | None:
    """The day that a form sent, None for an empty field. Raises Invalid for anything else."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(gettext("Please choose a day, such as 2026-03-27."), field=field) from None


def _named(day: date, ahead: int) -> str:
    return format_date(day, "EEEE" if 0 < ahead < WEEK_DAYS else _pattern(day), locale=LOCALE)


def _pattern(day: date) -> str:
    return "d MMMM" if day.year == datetime.now(UTC).year else "d MMMM y"


FILTERS = (on_day, by_day, whole_day, speed)
