"""How pages write lengths, times and browsers."""

from datetime import timedelta

import pytest

from app.models.base import now
from app.page_addresses import own_path
from app.page_filters import ago, browser, clock, spoken, time_left


@pytest.mark.parametrize(
    ("duration_ms", "shown"), [(None, "–:––"), (0, "0:00"), (222_000, "3:42"), (59_600, "1:00"), (3_750_000, "1:02:30")]
)
def test_clock(duration_ms: int | None, shown: str) -> None:
    assert clock(duration_ms) == shown


@pytest.mark.parametrize(
    ("duration_ms", "shown"),
    [(None, "0 sec"), (40_000, "40 sec"), (720_000, "12 min"), (3_900_000, "1 hr 5 min"), (7_200_000, "2 hr")],
)
def test_spoken(duration_ms: int | None, shown: str) -> None:
    assert spoken(duration_ms) == shown


def test_ago() -> None:
    assert ago(now()) == "just now"
    assert ago(now() - timedelta(hours=3)) == "3 hours ago"


def test_time_left_is_told_to_the_minute() -> None:
    assert time_left(now() - timedelta(seconds=5)) == "less than a minute left"
    assert time_left(now() + timedelta(seconds=62)) == "about 1 minute left"
    assert time_left(now() + timedelta(seconds=125)) == "about 2 minutes left"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15; rv:143) Gecko Firefox/143.0", "Firefox on Mac"),
        ("curl/8", "Some browser"),
    ],
)
def test_browsers_have_names(user_agent: str, name: str) -> None:
    assert browser(user_agent) == name


@pytest.mark.parametrize("address", ["//evil.example", "/\\evil", "https://evil.example", "x", "", None, "/a\r\nb", 3])
def test_addresses_elsewhere_are_not_our_own(address: object) -> None:
    assert own_path(address) is None


def test_own_addresses_keep_their_query() -> None:
    assert own_path("/library?mine=1#x") == "/library?mine=1#x"
