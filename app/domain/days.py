"""Days that people choose: near enough to be meant."""

from datetime import date

from app.errors import Invalid

YEARS = (2000, 2100)


def checked(day: date, *, field: str) -> date:
    """The day itself. Raises Invalid for one in another century, which is a slip of the finger."""
    if not YEARS[0] <= day.year < YEARS[1]:
        raise Invalid("Please choose a day of this century.", field=field)
    return day
