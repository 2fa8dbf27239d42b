"""One's place in a track and one's speed are the same on every device."""

import datetime
import uuid

import httpx

from tests.browser.conftest import Window
from tests.browser.player import POSITION, play, seek, wait_until_noted
from tests.cast import Cast

RATE = """() => {
  const { playbackRate, preservesPitch } = document.querySelector('audio-player audio');
  return [playbackRate, preservesPitch];
}"""
BEGAN = """() => {
  const { played } = document.querySelector('audio-player audio');
  return played.length ? played.start(played.length - 1) : 0;
}"""


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
            laptop.wait_for_function(f"() => ({BEGAN})() > 50")
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
