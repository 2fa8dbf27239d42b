"""Listening: one player over all pages, the place kept across devices, keys, the lock screen's picture of it."""

import datetime
import time
import uuid

import httpx
import pytest
from playwright.sync_api import Page, expect

from app.deps import objects
from app.domain import playlists
from tests import tracks
from tests.browser.conftest import Window
from tests.browser.recorder import Within
from tests.cast import Cast

SECONDS = 120
POSITION = "() => document.querySelector('audio-player audio').currentTime"
RATE = """() => {
  const { playbackRate, preservesPitch } = document.querySelector('audio-player audio');
  return [playbackRate, preservesPitch];
}"""
BEGAN = """() => {
  const { played } = document.querySelector('audio-player audio');
  return played.start(played.length - 1);
}"""
COUNT_POSITIONS = """
window.told = 0;
const tell = MediaSession.prototype.setPositionState;
MediaSession.prototype.setPositionState = function (state) { window.told += 1; return tell.call(this, state); };
"""


@pytest.fixture
def playlist(team: Cast, within: Within, rendition: bytes, monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """The playlist's id and those of its three tracks of two minutes, which are really there."""
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        made = playlists.create(
            session, team.ada.member, title="Billing", description="", kind="expert", audience="everyone_adds"
        )
        three = [
            tracks.make_track(
                session, team.ada, title=title, playlist=made, duration_ms=SECONDS * 1000, storage=objects()
            ).id
            for title in ("How we bill", "Refunds", "Reminders")
        ]
        return [made.id, *three]


def play(page: Page, playlist: list[uuid.UUID]) -> None:
    page.goto(f"/playlists/{playlist[0]}")
    page.get_by_role("button", name="Play How we bill").click()
    page.wait_for_function("() => document.querySelector('audio-player audio').currentTime > 0.2")


def position(page: Page) -> float:
    seconds: float = page.evaluate(POSITION)
    return seconds


def wait_until_noted(place: str, bearer: dict[str, str], at_least_ms: int) -> None:
    """The server knows the place."""
    for _ in range(300):
        if httpx.get(place, headers=bearer).json()["position_ms"] >= at_least_ms:
            return
        time.sleep(0.1)
    pytest.fail("the place never arrived")


def seek(page: Page, seconds: float) -> None:
    page.evaluate("(to) => { document.querySelector('audio-player audio').currentTime = to }", seconds)


def test_it_plays_on_over_ten_changes_of_page(page: Page, playlist: list[uuid.UUID]) -> None:
    play(page, playlist)
    page.evaluate("() => { window.same = document.querySelector('audio-player audio') }")
    before = position(page)
    for name in ["Home", "Search", "Library", "You", "Record"] * 2:
        page.locator("#bar").get_by_role("link", name=name).click()
        page.wait_for_function(f"() => document.querySelector('#bar [aria-current]')?.textContent.includes('{name}')")
    assert page.evaluate("() => window.same === document.querySelector('audio-player audio') && !window.same.paused")
    assert position(page) > before


def test_the_next_track_starts_by_itself(page: Page, playlist: list[uuid.UUID]) -> None:
    play(page, playlist)
    seek(page, SECONDS - 1)
    expect(page.locator("audio-player .player__title")).to_have_text("Refunds")
    page.wait_for_function(f"() => ({POSITION})() > 0.2")
    expect(page.get_by_role("button", name="Pause Refunds")).to_be_visible()


def test_another_device_goes_on_at_the_same_place_and_a_late_write_changes_nothing(
    window: Window, team: Cast, playlist: list[uuid.UUID], base_url: str
) -> None:
    place = f"{base_url}/api/tracks/{playlist[1]}/listen"
    late = {"position_ms": 5_000, "client_time": datetime.datetime.now(datetime.UTC).isoformat(), "session_id": "late"}
    with window(team.ada) as context:
        phone = context.pages[0]
        play(phone, playlist)
        seek(phone, 60)
        phone.wait_for_timeout(500)
        phone.locator("audio-player").get_by_role("button", name="Pause").click()
        wait_until_noted(place, team.ada.bearer, 59_000)
        refused = httpx.put(place, json=late, headers=team.ada.bearer).json()
        assert refused["accepted"] is False
        with window(team.ada, profile="laptop", viewport={"width": 1280, "height": 800}) as other:
            laptop = other.pages[0]
            play(laptop, playlist)
            laptop.wait_for_function(f"() => ({POSITION})() > 50")
            assert abs(laptop.evaluate(BEGAN) - 60) <= 2
            seek(laptop, 90)
            laptop.wait_for_timeout(300)
            laptop.locator("audio-player").get_by_role("button", name="Pause").click()
            wait_until_noted(place, team.ada.bearer, 89_000)
        phone.locator("audio-player").get_by_role("button", name="Play", exact=True).click()
        phone.wait_for_function(f"() => ({POSITION})() > 85")


def test_the_speed_is_remembered_on_every_device(window: Window, team: Cast, playlist: list[uuid.UUID]) -> None:
    with window(team.ada, viewport={"width": 1280, "height": 800}) as context:
        page = context.pages[0]
        play(page, playlist)
        page.get_by_label("Speed").select_option("1.5")
        page.wait_for_timeout(300)
        assert page.evaluate(RATE) == [1.5, True]
        page.get_by_role("button", name="Next track").click()
        page.wait_for_timeout(500)
        assert page.evaluate(RATE) == [1.5, True]
    with window(team.ada, profile="laptop", viewport={"width": 1280, "height": 800}) as context:
        page = context.pages[0]
        play(page, playlist)
        assert page.evaluate(RATE) == [1.5, True]


def test_the_keys_play_and_rest_in_fields(page: Page, playlist: list[uuid.UUID]) -> None:
    play(page, playlist)
    page.keyboard.press("Escape")
    page.evaluate("() => document.activeElement.blur()")
    paused = "() => document.querySelector('audio-player audio').paused"
    page.keyboard.press("Space")
    assert page.evaluate(paused) is True
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert abs(position(page) - 45) < 2
    page.keyboard.press(">")
    assert page.evaluate("() => document.querySelector('audio-player audio').playbackRate") == 1.1
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("k")
    assert page.evaluate(paused) is True
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.get_by_role("searchbox").fill("k ?")
    assert page.evaluate(paused) is True


def test_the_keys_can_be_switched_off(page: Page, playlist: list[uuid.UUID], base_url: str, team: Cast) -> None:
    httpx.put(f"{base_url}/api/me/preferences", json={"shortcuts_on": False}, headers=team.ada.bearer)
    play(page, playlist)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("k")
    assert page.evaluate("() => document.querySelector('audio-player audio').paused") is False


def test_an_address_with_a_moment_opens_paused_there(page: Page, playlist: list[uuid.UUID]) -> None:
    page.goto(f"/tracks/{playlist[1]}?t=83")
    page.wait_for_function(f"() => Math.abs(({POSITION})() - 83) < 0.5")
    assert page.evaluate("() => document.querySelector('audio-player audio').paused") is True
    page.locator("main").get_by_role("button", name="Play How we bill").click()
    page.wait_for_function(f"() => ({POSITION})() > 83.2")
    page.locator("main").get_by_role("button", name="Pause How we bill").click()
    assert page.evaluate("() => document.querySelector('audio-player audio').paused") is True


def test_the_lock_screen_is_told_only_when_the_position_jumps(page: Page, playlist: list[uuid.UUID]) -> None:
    page.add_init_script(COUNT_POSITIONS)
    play(page, playlist)
    told = page.evaluate("() => window.told")
    page.wait_for_timeout(5_000)
    assert page.evaluate("() => window.told") == told
    assert told < 5
    metadata = page.evaluate("() => { const m = navigator.mediaSession.metadata; return [m.title, m.artist, m.album] }")
    assert metadata == ["How we bill", "Ada Lovelace", "Billing"]


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


def test_a_tap_on_the_picture_of_the_voice_plays_from_there(page: Page, playlist: list[uuid.UUID]) -> None:
    page.goto(f"/tracks/{playlist[1]}")
    page.locator("[data-seekable]").click(position={"x": 100, "y": 20})
    page.wait_for_function(f"() => ({POSITION})() > 20")
    played = "() => Number(document.querySelector('[data-wave-of]').style.getPropertyValue('--played'))"
    assert page.evaluate(played) > 0.1
