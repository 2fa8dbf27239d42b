"""Every reason that can stop a recording has words for the person who made it."""

from app.domain import failures
from media.errors import MediaError


def reasons(kind: type[MediaError] = MediaError) -> list[str]:
    return [kind.reason, *(reason for below in kind.__subclasses__() for reason in reasons(below))]


def test_every_reason_has_words_of_its_own() -> None:
    unexpected = failures.sentence(failures.UNEXPECTED)
    for reason in reasons():
        assert failures.sentence(reason) != unexpected, reason
        assert "{" not in failures.sentence(reason)


def test_an_unknown_reason_still_has_words() -> None:
    assert failures.sentence("from-the-future") == failures.sentence(failures.UNEXPECTED)
