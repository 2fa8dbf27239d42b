"""The device itself is the trouble: no room, two tabs, a clock that jumps."""

import random
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chaos.evidence import Evidence, published, whole
from tests.browser.chaos.listening_in import Ear, kept
from tests.browser.chaos.marks import long
from tests.browser.chaos.network import Network
from tests.browser.chromium import kill
from tests.browser.conftest import Window
from tests.browser.recorder import PARTS, Recorder, Within, profile_of, titles
from tests.cast import Cast

NO_ROOM = "This device has no room"

# Chromium asks how much room is left every thirty seconds.
UNTIL_NOTICED_MS = 36_000


def fill(page: Page, base_url: str) -> None:
    """From now on this origin may not write down another byte."""
    line = page.context.new_cdp_session(page)
    line.send("Storage.overrideQuotaForOrigin", {"origin": base_url, "quotaSize": 1})


def test_full_device_says_so_and_saves_what_it_holds_in_its_hands(
    page: Page, team: Cast, within: Within, ear: Ear, base_url: str
) -> None:
    network = Network(page)
    network.refuse("part", 413)
    recorder = Recorder(page).open()
    fill(page, base_url)
    said_s = recorder.record(5).done().seconds()
    risk = page.locator("audio-recorder [data-show=risk]")
    expect(risk).to_contain_text(NO_ROOM)
    recorder.publish("Said to a full house")
    expect(page.locator("audio-recorder [data-show=trouble]")).to_contain_text("(413)")
    expect(page.locator("audio-recorder")).to_have_attribute("data-state", "blocked")
    assert kept(page) == []
    with page.expect_download() as download:
        recorder.button("Save to device").click()
    file = ear.cut(download.value.path().read_bytes())
    told = risk.inner_text()
    case = "device full, and the server refuses: Save to device"
    Evidence(case, said_s, said_s, ear.heard, file, len(titles(within, team.ada)), told).note()
    assert file == ear.heard
    network.mend("part")
    recorder.button("Retry").click()
    track_id = recorder.wait_until_saved()
    whole("device full from the start", said_s, ear.heard, within, team.ada, track_id, told)


@long
def test_device_that_fills_up_in_the_middle(page: Page, team: Cast, within: Within, ear: Ear, base_url: str) -> None:
    recorder = Recorder(page).open().record(9)
    fill(page, base_url)
    page.wait_for_timeout(UNTIL_NOTICED_MS)
    said_s = recorder.done().seconds()
    expect(page.locator("audio-recorder [data-show=risk]")).to_contain_text(NO_ROOM)
    track_id = recorder.publish("Said to a full house").wait_until_saved()
    whole("device full on the way", said_s, ear.heard, within, team.ada, track_id, NO_ROOM)


@long
def test_device_that_fills_up_and_is_killed_sends_what_the_server_has(
    window: Window, team: Cast, within: Within, ear: Ear, base_url: str, tmp_path: Path
) -> None:
    with window(team.ada) as context:
        recorder = Recorder(context.pages[0]).open().record(9)
        fill(context.pages[0], base_url)
        expect(context.pages[0].locator("audio-recorder [data-show=risk]")).to_contain_text(NO_ROOM)
        context.pages[0].wait_for_timeout(6_000)
        said_s = recorder.seconds()
        kill(profile_of(tmp_path))
    with window(team.ada) as context:
        page = context.pages[0]
        page.goto("/")
        card = page.locator("recovery-card")
        card.get_by_role("button", name="Send it").click()
        expect(card).to_contain_text("safe on the server")
        card.get_by_role("link", name="Open the track").click()
        track_id = Recorder(page).wait_until_saved()
        published("device full on the way, browser killed", said_s, ear.heard, within, team.ada, track_id)


@long
def test_two_tabs_send_at_the_same_moment(window: Window, team: Cast, within: Within, ear: Ear) -> None:
    with window(team.ada) as context:
        first = context.pages[0]
        recorder = Recorder(first).open()
        context.set_offline(True)
        said_s = recorder.record(9).done().seconds()
        first.on("dialog", lambda dialog: dialog.accept())
        sent: list[str] = []
        context.on("request", lambda request: sent.append(request.url) if PARTS.search(request.url) else None)
        context.set_offline(False)
        first.route(PARTS, lambda route: route.abort())
        first.goto("/record")
        second = context.new_page()
        second.goto("/record")
        first.unroute(PARTS)
        sent.clear()
        for page in (first, second):
            page.locator("recovery-card").get_by_role("button", name="Send it").wait_for()
        for page in (first, second):
            page.evaluate("() => { document.querySelector('recovery-card [data-do=send]').click() }")
        done = [page for page in (first, second) if is_sent(page)]
        assert len(done) == 1
        done[0].locator("recovery-card").get_by_role("link", name="Open the track").click()
        track_id = Recorder(done[0]).wait_until_saved()
        assert len(sent) == len(set(sent)) == len(ear.heard)
        told = "Another tab is sending it."
        whole("two tabs send the same at once", said_s, ear.heard, within, team.ada, track_id, told)


def is_sent(page: Page) -> bool:
    with suppress(AssertionError):
        expect(page.locator("recovery-card")).to_contain_text("safe on the server", timeout=8_000)
        return True
    return False


@long
@pytest.mark.parametrize("hours", [1, -1])
def test_clock_that_jumps(page: Page, team: Cast, within: Within, ear: Ear, chance: random.Random, hours: int) -> None:
    recorder = Recorder(page).open().record(chance.uniform(2, 6))
    page.evaluate("(ms) => jumpClock(ms)", hours * 3_600_000)
    page.wait_for_timeout(chance.uniform(4_000, 8_000))
    said_s = recorder.done().seconds()
    track_id = recorder.publish("Said at midnight").wait_until_saved()
    whole(f"clock jumps by {hours:+} h", said_s, ear.heard, within, team.ada, track_id)
    assert titles(within, team.ada) == ["Said at midnight"]
