"""Listening: one player over all pages, the lock screen's picture of it, moments and pictures of a voice."""

import uuid

from playwright.sync_api import Page, expect

from tests.browser.player import PAUSED, POSITION, SECONDS, play, seek

COUNT_POSITIONS = """
window.told = 0;
const tell = MediaSession.prototype.setPositionState;
MediaSession.prototype.setPositionState = function (state) { window.told += 1; return tell.call(this, state); };
"""


def test_the_next_track_starts_by_itself(page: Page, playlist: list[uuid.UUID]) -> None:
    play(page, playlist)
    seek(page, SECONDS - 1)
    expect(page.locator("audio-player .player__title")).to_have_text("Refunds")
    page.wait_for_function(f"() => ({POSITION})() > 0.2")
    expect(page.get_by_role("button", name="Pause Refunds")).to_be_visible()


def test_an_address_with_a_moment_opens_paused_there(page: Page, playlist: list[uuid.UUID]) -> None:
    page.goto(f"/tracks/{playlist[1]}?t=83")
    page.wait_for_function(f"() => Math.abs(({POSITION})() - 83) < 0.5")
    assert page.evaluate(PAUSED) is True
    page.locator("main").get_by_role("button", name="Play How we bill").click()
    page.wait_for_function(f"() => ({POSITION})() > 83.2")
    page.locator("main").get_by_role("button", name="Pause How we bill").click()
    assert page.evaluate(PAUSED) is True


def test_the_lock_screen_is_told_only_when_the_position_jumps(page: Page, playlist: list[uuid.UUID]) -> None:
    page.add_init_script(COUNT_POSITIONS)
    play(page, playlist)
    told = page.evaluate("() => window.told")
    page.wait_for_timeout(5_000)
    assert page.evaluate("() => window.told") == told
    assert told < 5
    metadata = page.evaluate("() => { const m = navigator.mediaSession.metadata; return [m.title, m.artist, m.album] }")
    assert metadata == ["How we bill", "Ada Lovelace", "Billing"]


def test_a_tap_on_the_picture_of_the_voice_plays_from_there(page: Page, playlist: list[uuid.UUID]) -> None:
    page.goto(f"/tracks/{playlist[1]}")
    page.locator("[data-seekable]").click(position={"x": 100, "y": 20})
    page.wait_for_function(f"() => ({POSITION})() > 20")
    played = "() => Number(document.querySelector('[data-wave-of]').style.getPropertyValue('--played'))"
    assert page.evaluate(played) > 0.1
