"""The main job, whole: record, publish, listen, read along, find what was said. With the worker and its real model."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from runtime.child import Child
from tests.browser.chromium import Chromium
from tests.browser.conftest import cookie_of
from tests.browser.recorder import Recorder
from tests.cast import Cast, Player

POSITION = "() => document.querySelector('audio-player audio').currentTime"


@pytest.mark.model
@pytest.mark.timeout(900)
def test_what_is_said_is_heard_read_and_found(speaking: Chromium, worker: Child, team: Cast, tmp_path: Path) -> None:
    with speaking.window(tmp_path / "phone", cookie_of(team.ada)) as context:
        page = context.pages[0]
        Recorder(page).open().record(20).done().publish("").wait_until_saved()
        words = page.locator("[data-segment]")
        expect(words.filter(has_text="country").first).to_be_visible(timeout=400_000)
        said_at = int(words.filter(has_text="country").first.get_attribute("data-start-ms") or 0) / 1000
        words.filter(has_text="country").first.click()
        page.wait_for_function(f"() => Math.abs(({POSITION})() - {said_at}) < 1.5")
        expect(page.get_by_text("Ready: it can be heard, read and found.")).to_be_visible(timeout=400_000)
        page.goto("/search?q=ask+what+you+can+do")
        hit = page.locator("#hits a[href*='t=']").first
        expect(hit).to_be_visible()
        hit.click()
        page.wait_for_url("**/tracks/*t=*")
        page.wait_for_function(f"() => ({POSITION})() > 0")
        opens_at = float(page.url.split("t=")[1].split("&")[0])
        track = page.url.split("/tracks/")[1].split("?")[0]
        spoken = seconds_of("ask what you can do", speaking.base_url, track, team.ada)
        assert min(abs(max(second - 1, 0) - opens_at) for second in spoken) <= 0.01


def seconds_of(phrase: str, base_url: str, track: str, player: Player) -> list[float]:
    """When the phrase is said, by the times of its words: the microphone begins anew after eleven seconds."""
    transcript = httpx.get(f"{base_url}/api/tracks/{track}/transcript.json", headers=player.bearer).json()
    words = [
        (start_ms, re.sub(r"\W", "", text).lower())
        for one in transcript["segments"]
        for start_ms, _, text, _ in one["words"]
    ]
    wanted = phrase.split()
    places = range(len(words))
    return [words[at][0] / 1000 for at in places if [text for _, text in words[at : at + len(wanted)]] == wanted]
