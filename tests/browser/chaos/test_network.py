"""The network fails wherever it can; the bytes that were said are the bytes that arrive, once."""

import random

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chaos.evidence import whole
from tests.browser.chaos.listening_in import Ear, kept
from tests.browser.chaos.marks import long
from tests.browser.chaos.network import STEPS, Network
from tests.browser.recorder import Recorder, Within
from tests.cast import Cast

LOST = [f"{step} on the way {which}" for step in STEPS for which in ("there", "back")]


@pytest.mark.parametrize("seconds", [2, pytest.param(40, marks=long)])
def test_every_request_lost_and_every_answer_lost(
    page: Page, team: Cast, within: Within, ear: Ear, seconds: int
) -> None:
    network = Network(page)
    for step in STEPS:
        network.cut_each_twice(step)
    recorder = Recorder(page).open().record(seconds).done()
    said_s = recorder.seconds()
    assert kept(page) == ear.heard
    track_id = recorder.publish("Said in a train").wait_until_saved()
    assert min(network.cuts[one] for one in LOST) >= 1, network.cuts
    assert network.cuts["part on the way back"] == len(ear.heard)
    whole("every request lost once, then every answer", said_s, ear.heard, within, team.ada, track_id)
    assert recorder.kept() == []


@long
@pytest.mark.parametrize("seconds", [10, 60])
def test_no_network_all_along(page: Page, team: Cast, within: Within, ear: Ear, seconds: int) -> None:
    recorder = Recorder(page).open()
    page.context.set_offline(True)
    said_s = recorder.record(seconds).done().seconds()
    recorder.publish("Said in a tunnel")
    trouble = page.locator("audio-recorder [data-show=trouble]")
    expect(trouble).to_contain_text("There is no network")
    told = trouble.inner_text()
    assert kept(page) == ear.heard
    page.context.set_offline(False)
    whole("no network all along", said_s, ear.heard, within, team.ada, recorder.wait_until_saved(), told)


@long
def test_network_that_comes_and_goes(page: Page, team: Cast, within: Within, ear: Ear, chance: random.Random) -> None:
    """Forty seconds, in which it changes its mind every one to five of them."""
    recorder = Recorder(page).open().record(0)
    left_s, is_offline = 40.0, False
    while left_s > 0:
        is_offline = not is_offline
        page.context.set_offline(is_offline)
        for_s = min(left_s, chance.uniform(1, 5))
        page.wait_for_timeout(for_s * 1000)
        left_s -= for_s
    said_s = recorder.done().seconds()
    assert kept(page) == ear.heard
    page.context.set_offline(False)
    track_id = recorder.publish("Said on a hill").wait_until_saved()
    whole("network comes and goes, every 1–5 s", said_s, ear.heard, within, team.ada, track_id)
