"""How pages show notes: as dots on the picture of the voice, and those without a name by the week."""

from datetime import UTC, datetime, timedelta

from babel.dates import format_date

from app.domain.notes import Talk
from app.words import gettext as _

WIDTH = 1_000


def week(moment: datetime) -> str:
    """'this week', 'last week', then 'in March 2026': all that is told of when something was asked without a name."""
    today = datetime.now(UTC).date()
    monday = today - timedelta(days=today.weekday())
    if moment.date() >= monday:
        return _("this week")
    if moment.date() >= monday - timedelta(days=7):
        return _("last week")
    return _("in %(month)s") % {"month": format_date(moment.date(), "MMMM y", locale="en")}


def dots(talks: list[Talk], duration_ms: int | None) -> str:
    """An SVG path with a dot for each moment that has a note, in a picture WIDTH wide and 100 high."""
    moments = {talk.note.at_ms for talk in talks if talk.note.at_ms is not None}
    places = sorted({round(WIDTH * at_ms / duration_ms) for at_ms in moments}) if duration_ms else []
    return "".join(f"M{place} 50h0" for place in places)
