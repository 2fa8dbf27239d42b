"""Thanks on a track's page: a tap, a tap back, a sentence."""

from tests.app.routes.pages.conftest import Scene
from tests.cast import Cast


def test_one_tap_thanks_and_another_takes_it_back(cast: Cast, scene: Scene) -> None:
    page, tap = f"/tracks/{scene.track_id}", f"/tracks/{scene.track_id}/thanks/thanks"
    assert f'action="{tap}"' in cast.ben.browser.get(page).text
    assert cast.ben.browser.post(tap).headers["location"] == f"{page}#thanks"
    shown = cast.ben.browser.get(page).text
    assert f'action="{tap}/delete"' in shown
    assert 'aria-pressed="true"' in shown
    assert "Thanked by" in cast.ada.browser.get(page).text
    assert cast.ben.browser.post(f"{tap}/delete").status_code == 303
    assert "Thanked by" not in cast.ada.browser.get(page).text


def test_what_it_was_used_for_is_said_afterwards(cast: Cast, scene: Scene) -> None:
    page, tap = f"/tracks/{scene.track_id}", f"/tracks/{scene.track_id}/thanks/used"
    cast.ben.browser.post(tap)
    assert "What for?" in cast.ben.browser.get(page).text
    cast.ben.browser.post(tap, data={"text": "For <the> fair"})
    assert "For &lt;the&gt; fair" in cast.ada.browser.get(page).text


def test_nobody_thanks_themselves_or_what_they_cannot_hear(cast: Cast, scene: Scene) -> None:
    tap = f"/tracks/{scene.track_id}/thanks/thanks"
    assert f'action="{tap}"' not in cast.ada.browser.get(f"/tracks/{scene.track_id}").text
    assert cast.ada.browser.post(tap).status_code == 422
    for player in (cast.cleo, cast.gus):
        assert player.browser.post(tap).status_code == 404
        assert player.browser.post(f"{tap}/delete").status_code == 404
