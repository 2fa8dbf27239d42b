"""Tabs and browsers are killed in the middle of a word; what was written down until then is offered and sent."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chaos.evidence import Evidence, published
from tests.browser.chaos.listening_in import Ear, kept
from tests.browser.chaos.marks import long
from tests.browser.chromium import end, kill, tabs
from tests.browser.conftest import Window
from tests.browser.recorder import Recorder, Within, profile_of, seconds_of, titles
from tests.cast import Cast

PART_S = 4

pytestmark = long


@pytest.mark.parametrize("seconds", [1, 10, 60])
def test_killed_tab(window: Window, team: Cast, within: Within, ear: Ear, tmp_path: Path, seconds: int) -> None:
    with window(team.ada) as context:
        other, others = context.pages[0], tabs(profile_of(tmp_path))
        said_s = Recorder(context.new_page()).open().record(seconds).seconds()
        for tab in tabs(profile_of(tmp_path)) - others:
            end(tab)
        recover(other, f"tab killed at {seconds} s", said_s, team, within, ear)


@pytest.mark.parametrize("network", ["there", "away"])
@pytest.mark.parametrize("seconds", [1, 10, 60])
def test_killed_browser(
    window: Window, team: Cast, within: Within, ear: Ear, tmp_path: Path, seconds: int, network: str
) -> None:
    with window(team.ada) as context:
        recorder = Recorder(context.pages[0]).open()
        context.set_offline(network == "away")
        said_s = recorder.record(seconds).seconds()
        kill(profile_of(tmp_path))
    with window(team.ada) as context:
        recover(context.pages[0], f"browser killed at {seconds} s, network {network}", said_s, team, within, ear)


def recover(page: Page, case: str, said_s: int, team: Cast, within: Within, ear: Ear) -> None:
    """All but the part that was being spoken is offered, and arrives."""
    page.goto("/")
    on_device = kept(page) if ear.heard else []
    assert on_device == ear.heard
    if not on_device:
        assert said_s <= PART_S + 1
        Evidence(case, said_s, 0, ear.heard, [], len(titles(within, team.ada)), "nothing, for there was no part").note()
        return
    card = page.locator("recovery-card")
    expect(card).to_contain_text("You have an unsent recording of")
    told = card.inner_text().splitlines()[0]
    assert seconds_of(told) >= said_s - PART_S
    card.get_by_role("button", name="Send it").click()
    expect(card).to_contain_text("safe on the server")
    card.get_by_role("link", name="Open the track").click()
    published(case, said_s, ear.heard, within, team.ada, Recorder(page).wait_until_saved(), told)
    assert Recorder(page).kept() == []
