"""The main job, whole: record, publish, listen, read along, find what was said. With the worker and its real model."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from runtime.child import Child
from tests.browser.chromium import Chromium
from tests.browser.conftest import cookie_of
from tests.browser.recorder import Recorder
from tests.cast import Cast

POSITION = "() => document.querySelector('audio-player audio').currentTime"


@pytest.mark.model
@pytest.mark.timeout(900)
def test_what_is_said_is_heard_read_and_found(speaking: Chromium, worker: Child, team: Cast, tmp_path: Path) -> None:
    with speaking.window(tmp_path / "phone", cookie_of(team.ada)) as context:
        page = context.pages[0]
        Recorder(page).open().record(13).done().publish("").wait_until_saved()
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
        sentence = page.locator("[data-segment]").filter(has_text="ask what you can do")
        found_at = int(sentence.first.get_attribute("data-start-ms") or 0) / 1000
        opens_at = float(page.url.split("t=")[1].split("&")[0])
        assert abs(found_at - opens_at) <= 2
