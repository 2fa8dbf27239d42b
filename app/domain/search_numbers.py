"""Numbers as they are spoken: who types 1957 also finds "nineteen fifty seven", and who types fifty finds 50."""

from functools import cache

from num2words import num2words

from app.domain.search_words import words

DIGITS_MAX = 9
YEARS = range(1100, 2100)
SMALL = 101
# They stand in nearly every long number and tell nothing apart.
EMPTY = {"hundred", "thousand", "million", "and", "oh"}


def also(asked: list[str], language: str) -> list[str]:
    """Further words for the numbers among these.

    >>> also(["in", "1957"], "en")
    ['fifty', 'nineteen', 'seven']
    >>> also(["fifty"], "en")
    ['50']
    """
    found = {other for word in asked for other in _said(word.lower(), language)}
    return sorted(found - EMPTY - {word.lower() for word in asked})


def _said(word: str, language: str) -> list[str]:
    number = word.rstrip("stndrh")
    if number.isascii() and number.isdigit() and len(number) <= DIGITS_MAX:
        return _spoken(int(number), language)
    return [_digits(language)[word]] if word in _digits(language) else []


@cache
def _spoken(number: int, language: str) -> list[str]:
    forms = ["year"] if number in YEARS else ["cardinal", "ordinal"]
    return [word for form in forms for word in words(_named(number, language, form))]


def _named(number: int, language: str, form: str) -> str:
    try:
        return str(num2words(number, lang=language, to=form)).lower()
    except (NotImplementedError, OverflowError):
        return ""


@cache
def _digits(language: str) -> dict[str, str]:
    return {_named(number, language, "cardinal"): str(number) for number in range(SMALL)}
