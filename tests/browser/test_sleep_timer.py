"""The sleep timer: it goes by the clock on the wall, it keeps the place, and it can be cancelled."""

import uuid

from playwright.sync_api import Page, expect

from tests.browser.player import PAUSED, SECONDS, play, position, seek, wait_until_noted
from tests.cast import Cast

WALL_CLOCK = "window.ahead = 0; const tell = Date.now; Date.now = () => tell() + window.ahead;"
VOLUME = "() => document.querySelector('audio-player audio').volume"


def choose(page: Page, what: str) -> None:
    page.locator("audio-player").get_by_role("button", name="Larger player").click()
    page.get_by_label("Sleep timer").select_option(what)


def test_it_fades_stops_and_keeps_the_place(page: Page, team: Cast, playlist: list[uuid.UUID], base_url: str) -> None:
    page.add_init_script(WALL_CLOCK)
    play(page, playlist)
    seek(page, 60)
    choose(page, "5 minutes")
    expect(page.locator(".sleep__left")).to_contain_text("4:5")
    page.evaluate("() => { window.ahead = 295_000 }")
    page.wait_for_function(f"() => ({VOLUME})() < 0.8")
    page.evaluate("() => { window.ahead = 301_000 }")
    page.wait_for_function(PAUSED)
    page.wait_for_function(f"() => ({VOLUME})() === 1")
    wait_until_noted(f"{base_url}/api/tracks/{playlist[1]}/listen", team.ada.bearer, 50_000)
    assert position(page) < 60
    expect(page.locator(".sleep__left")).to_be_hidden()


def test_the_next_track_does_not_start_and_one_tap_cancels(page: Page, playlist: list[uuid.UUID]) -> None:
    play(page, playlist)
    choose(page, "End of the track")
    page.get_by_role("button", name="Cancel the sleep timer").click()
    expect(page.get_by_label("Sleep timer")).to_have_value("")
    page.get_by_label("Sleep timer").select_option("End of the track")
    seek(page, SECONDS - 1)
    page.wait_for_function("() => document.querySelector('audio-player audio').ended")
    page.wait_for_timeout(500)
    expect(page.locator("audio-player .player__title")).to_have_text("How we bill")
    expect(page.locator(".sleep__left")).to_be_hidden()
