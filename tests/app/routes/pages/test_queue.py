"""The queue's page: a form that works without scripts, the sum at one's speed, sections, refusals at the field."""

import pytest

from tests.paths import Welcome


def test_the_home_page_asks_how_long_one_has(welcome: Welcome) -> None:
    assert "/queue?minutes=" not in welcome.gus.browser.get("/").text, "nothing to hear yet"
    welcome.assign(welcome.gus)
    page = welcome.gus.browser.get("/").text
    for minutes in (5, 12, 20, 30):
        assert f'href="/queue?minutes={minutes}"' in page


def test_the_page_lists_the_queue_with_its_sum_at_my_speed(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    with welcome.within(welcome.gus) as session:
        session.merge(welcome.gus.member.person).playback_speed = 1.25
    page = welcome.gus.browser.get("/queue?minutes=20").text
    assert "You have 20 minutes" in page
    assert "2 tracks" in page
    assert "16:00 at 1.25×" in page
    assert "On your path" in page
    assert page.index("Where things are") < page.index("Who to ask")
    assert "How we bill" not in page
    assert 'data-play-all="queue"' in page
    assert f"?playlist={welcome.first.id}" in page


def test_too_little_time_says_so(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    page = welcome.gus.browser.get("/queue?minutes=9").text
    assert "Nothing new fits into this time" in page
    assert "data-play-all" not in page


def test_without_minutes_it_takes_a_usual_time(welcome: Welcome) -> None:
    assert "You have 12 minutes" in welcome.gus.browser.get("/queue").text


@pytest.mark.parametrize("typed", ["soon", "0", "-5", "1.5", "601", "9" * 80, ""])
def test_what_is_no_time_is_refused_at_the_field(welcome: Welcome, typed: str) -> None:
    answer = welcome.gus.browser.get("/queue", params={"minutes": typed})
    assert answer.status_code == 422
    assert 'id="minutes-error"' in answer.text
    assert "from 1 to 600" in answer.text
    assert f'value="{typed}"' in answer.text


def test_nobody_sees_a_queue_without_signing_in(welcome: Welcome) -> None:
    assert welcome.cast.stranger.get("/queue").status_code in (303, 401)
