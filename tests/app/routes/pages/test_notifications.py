"""The page of news: what happened, by days; a look changes nothing, a form does; kinds are switched off."""

import re

import pytest

from app.notification_words import NAMES
from tests.app.routes.pages.conftest import Scene
from tests.cast import Cast, Player

BADGE = re.compile(r'<span class="badge numbers" aria-hidden="true">(\d+\+?)</span>')


@pytest.fixture(autouse=True)
def _nothing_new(ada: Player, scene: Scene) -> None:
    """Ben's track in Ada's playlist was news, and is read."""
    ada.browser.post("/notifications/read")


def badges(player: Player, page: str = "/") -> set[str]:
    return set(BADGE.findall(player.browser.get(page).text))


def test_news_are_counted_shown_and_read_by_a_form(cast: Cast, scene: Scene) -> None:
    assert "All is quiet" in cast.ben.browser.get("/notifications").text
    cast.ben.browser.post(f"/tracks/{scene.track_id}/thanks/thanks")
    cast.ben.browser.post(f"/tracks/{scene.track_id}/notes", data={"text": "Why thirty days?"})
    for page in ("/", "/you", "/notifications", "/notifications"):
        assert badges(cast.ada, page) == {"2"}, "looking changes nothing"
    shown = cast.ada.browser.get("/notifications").text
    for words in ("Ben Okri thanked you", "Ben Okri left a note", "Why thirty days?", "The first call", "Today"):
        assert words in shown
    assert cast.ada.browser.post("/notifications/read").headers["location"] == "/notifications"
    assert badges(cast.ada) == set()
    assert "Ben Okri thanked you" in cast.ada.browser.get("/notifications").text
    assert badges(cast.ben) == set()


def test_a_track_that_is_gone_takes_its_news_along(cast: Cast, scene: Scene) -> None:
    cast.ben.browser.post(f"/tracks/{scene.track_id}/notes", data={"text": "Why thirty days?"})
    cast.ada.browser.post(f"/tracks/{scene.track_id}/delete")
    assert "The first call" not in cast.ada.browser.get("/notifications").text.replace(
        "“The first call” is deleted.", ""
    )
    assert badges(cast.ada, "/notifications") == set()


def test_kinds_are_switched_off_and_on(cast: Cast, scene: Scene) -> None:
    page = cast.ada.browser.get("/you/notifications").text
    assert page.count('name="kinds"') == len(NAMES)
    cast.ada.browser.post("/you/notifications", data={"kinds": ["note"]})
    changed = cast.ada.browser.get("/you/notifications").text
    assert 'value="note" checked' in changed
    assert 'value="thanks" checked' not in changed
    assert 'name="digest" value="1" checked' not in changed
    cast.ben.browser.post(f"/tracks/{scene.track_id}/thanks/thanks")
    assert badges(cast.ada) == set()
    cast.ada.browser.post("/you/notifications", data={"kinds": ["thanks"], "digest": "1"})
    cast.ben.browser.post(f"/tracks/{scene.track_id}/thanks/thanks")
    assert badges(cast.ada) == {"1"}
    assert cast.ada.browser.post("/you/notifications", data={"kinds": ["gossip"]}).status_code == 422
