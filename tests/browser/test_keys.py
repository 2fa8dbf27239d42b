"""The player by keys, and what a screen reader hears of it."""

import uuid

import httpx
from playwright.sync_api import Page, expect

from tests.browser.player import PAUSED, play, position
from tests.cast import Cast


def test_the_keys_play_and_rest_in_fields(page: Page, playlist: list[uuid.UUID]) -> None:
    play(page, playlist)
    page.keyboard.press("Escape")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Space")
    assert page.evaluate(PAUSED) is True
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert abs(position(page) - 45) < 2
    page.keyboard.press(">")
    assert page.evaluate("() => document.querySelector('audio-player audio').playbackRate") == 1.1
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("k")
    assert page.evaluate(PAUSED) is True
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.get_by_role("searchbox").fill("k ?")
    assert page.evaluate(PAUSED) is True


def test_the_keys_can_be_switched_off(page: Page, playlist: list[uuid.UUID], base_url: str, team: Cast) -> None:
    httpx.put(f"{base_url}/api/me/preferences", json={"shortcuts_on": False}, headers=team.ada.bearer)
    play(page, playlist)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("k")
    assert page.evaluate(PAUSED) is False


def test_the_slider_speaks_when_it_is_moved_and_is_silent_while_it_runs(page: Page, playlist: list[uuid.UUID]) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    play(page, playlist)
    slider = page.get_by_role("slider", name="Position")
    slider.focus()
    spoken = slider.get_attribute("aria-valuetext")
    assert spoken is not None
    assert spoken.endswith("of 2 minutes")
    page.wait_for_timeout(2_000)
    assert slider.get_attribute("aria-valuetext") == spoken
    page.keyboard.press("End")
    page.keyboard.press("PageDown")
    page.wait_for_timeout(300)
    assert slider.get_attribute("aria-valuetext") != spoken
