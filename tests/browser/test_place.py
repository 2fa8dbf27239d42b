"""One's place in a track and one's speed are the same on every device."""

import uuid
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Route

from app.deps import objects
from tests import tracks
from tests.browser.conftest import Window
from tests.browser.player import PAUSED, POSITION, SECONDS, play, seek, wait_until_noted
from tests.browser.recorder import Within
from tests.browser.sounds import repeat_m4a
from tests.cast import Cast

RATE = """() => {
  const { playbackRate, preservesPitch } = document.querySelector('audio-player audio');
  return [playbackRate, preservesPitch];
}"""
AN_HOUR_BACK = """() => {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [Date.now()])); }
    static now() { return Real.now() - 3_600_000; }
  };
}"""
BEGAN = """() => {
  const { played } = document.querySelector('audio-player audio');
  return played.length ? played.start(played.length - 1) : 0;
}"""


@pytest.fixture
def long_talk(
    team: Cast, within: Within, rendition: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> uuid.UUID:
    """Eight minutes."""
    (tmp_path / "once.m4a").write_bytes(rendition)
    sound = repeat_m4a(tmp_path / "long.m4a", tmp_path / "once.m4a", 4).read_bytes()
    monkeypatch.setattr(tracks, "SOUND", sound)
    with within(team.ada) as session:
        given = {"duration_ms": 4 * SECONDS * 1000, "storage": objects()}
        return tracks.make_track(session, team.ada, title="A long talk", **given).id


def test_another_device_goes_on_at_five_minutes_and_a_late_write_changes_nothing(
    window: Window, team: Cast, long_talk: uuid.UUID, base_url: str
) -> None:
    place = f"{base_url}/api/tracks/{long_talk}/listen"
    late: list[Route] = []
    with window(team.ada) as context, window(team.ada, profile="laptop") as other:
        phone, laptop = context.pages[0], other.pages[0]
        start(phone, long_talk)
        listen_until(phone, 300)
        wait_until_noted(place, team.ada.bearer, 299_000)
        phone.route(
            "**/listen", lambda route: late.append(route) if route.request.method == "PUT" else route.continue_()
        )
        listen_until(phone, 310)
        while not late:
            phone.wait_for_timeout(100)
        start(laptop, long_talk)
        laptop.wait_for_function(f"() => ({BEGAN})() > 250")
        assert abs(laptop.evaluate(BEGAN) - 300) <= 2
        listen_until(laptop, 400)
        wait_until_noted(place, team.ada.bearer, 399_000)
        assert late[0].fetch().json()["accepted"] is False
        assert httpx.get(place, headers=team.ada.bearer).json()["position_ms"] >= 399_000
        phone.unroute("**/listen")
        phone.evaluate(AN_HOUR_BACK)
        phone.locator("audio-player").get_by_role("button", name="Play", exact=True).click()
        phone.wait_for_function(f"() => ({POSITION})() > 398")
        listen_until(phone, 420)
        wait_until_noted(place, team.ada.bearer, 419_000)


def start(page: Page, track_id: uuid.UUID) -> None:
    page.goto(f"/tracks/{track_id}")
    page.locator("main").get_by_role("button", name="Play A long talk").click()
    page.wait_for_function(f"() => ({POSITION})() > 0.2")


def listen_until(page: Page, seconds: float) -> None:
    """From a second before, and pause there."""
    if page.evaluate(PAUSED):
        page.locator("audio-player").get_by_role("button", name="Play", exact=True).click()
    seek(page, seconds - 1)
    page.wait_for_function(f"() => ({POSITION})() > {seconds}")
    page.locator("audio-player").get_by_role("button", name="Pause").click()


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
