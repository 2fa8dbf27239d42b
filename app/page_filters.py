"""How pages write lengths and moments of time."""

import uuid
from datetime import UTC, datetime

from babel.dates import format_date, format_datetime, format_timedelta

from app.domain import failures
from app.models import Recording
from app.words import gettext, ngettext

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
        return gettext("%s sec") % seconds
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = [gettext("%s hr") % hours if hours else "", gettext("%s min") % minutes if minutes else ""]
    return " ".join(filter(None, parts))


def ago(moment: datetime) -> str:
    """'3 hours ago'; what is less than a minute old is 'just now'."""
    delta = moment - datetime.now(UTC)
    if abs(delta.total_seconds()) < 60:
        return gettext("just now")
    return format_timedelta(delta, add_direction=True, locale=LOCALE)


def exactly(moment: datetime) -> str:
    """The full date and time, for a title."""
    return format_datetime(moment, "d MMMM y, HH:mm 'UTC'", locale=LOCALE)


def day(moment: datetime) -> str:
    """'5 March 2026'."""
    return format_date(moment.date(), "d MMMM y", locale=LOCALE)


def weekday(moment: datetime) -> str:
    """'Friday, 27 November', for a day to come; in another year than this with the year."""
    year = "" if moment.year == datetime.now(UTC).year else " y"
    return format_date(moment.date(), f"EEEE, d MMMM{year}", locale=LOCALE)


def time_left(moment: datetime) -> str:
    """'about 2 minutes left', to the minute: a figure that jumps about calms nobody."""
    minutes = round((moment - datetime.now(UTC)).total_seconds() / 60)
    if minutes < 1:
        return gettext("less than a minute left")
    return ngettext("about %(num)s minute left", "about %(num)s minutes left", minutes) % {"num": minutes}


def failure(recording: Recording) -> str:
    """Why a recording is stuck, in a sentence."""
    return failures.sentence(recording.reason)


def browser(user_agent: str) -> str:
    """What to call a browser in a list: 'Firefox on Linux'."""
    browsers = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    systems = {
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Windows": "Windows",
        "Mac": "Mac",
        "Linux": "Linux",
    }
    name = next((name for mark, name in browsers.items() if mark in user_agent), gettext("Some browser"))
    system = next((system for mark, system in systems.items() if mark in user_agent), "")
    return gettext("%(browser)s on %(system)s") % {"browser": name, "system": system} if system else name


def role_word(role: str) -> str:
    """What a role is called."""
    words = {
        "owner": gettext("Owner"),
        "admin": gettext("Admin"),
        "member": gettext("Member"),
        "guest": gettext("Guest"),
    }
    return words[role]


def hue(identity: uuid.UUID) -> int:
    """Which of the avatar colours somebody has."""
    return identity.bytes[0] % HUES


FILTERS = (clock, spoken, ago, exactly, day, weekday, time_left, failure, browser, role_word, hue)
