"""The server says no, at every step and in every way; the page says why, and what was said can be saved as it is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chaos.evidence import whole
from tests.browser.chaos.listening_in import Ear, kept
from tests.browser.chaos.marks import long
from tests.browser.chaos.network import STEPS, Network
from tests.browser.recorder import Recorder, Within
from tests.cast import Cast

WORDS = {413: "(413)", 500: "(500)", 401: "signed out", 429: "busy", 409: "(409)", 507: "(507)"}

pytestmark = long


@pytest.mark.parametrize("step", STEPS)
def test_every_refusal_at_every_step(page: Page, team: Cast, within: Within, ear: Ear, step: str) -> None:
    network = Network(page)
    network.refuse(step, 500)
    recorder = Recorder(page).open().record(9).done()
    said_s = recorder.seconds()
    recorder.publish("Said to a wall")
    trouble = page.locator("audio-recorder [data-show=trouble]")
    expect(trouble).to_be_visible()
    for status, words in WORDS.items():
        network.refuse(step, status)
        recorder.button("Retry").click()
        expect(trouble).to_contain_text(words)
        assert kept(page) == ear.heard
        assert ear.cut(saved(page, recorder)) == ear.heard
    network.mend(step)
    recorder.button("Retry").click()
    track_id = recorder.wait_until_saved()
    told = f"why, each time; Save to device gave the same bytes {len(WORDS)} times"
    whole(f"{step} answered {', '.join(map(str, WORDS))}", said_s, ear.heard, within, team.ada, track_id, told)


def saved(page: Page, recorder: Recorder) -> bytes:
    with page.expect_download() as download:
        recorder.button("Save to device").click()
    return download.value.path().read_bytes()
