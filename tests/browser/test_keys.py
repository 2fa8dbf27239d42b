"""The player by keys, and what a screen reader hears of it."""

import uuid

import httpx
import pytest
from playwright.sync_api import Page, expect

from app.deps import objects
from tests import tracks
from tests.browser.keyboard import Keyboard
from tests.browser.player import PAUSED, POSITION, play, position
from tests.browser.recorder import Recorder, Within
from tests.cast import Cast

SAYS = ("Nobody expects the zeppelin.", "It lands behind the town hall.", "Then everybody wants a ticket.") * 4


@pytest.fixture
def spoken(team: Cast, within: Within, rendition: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A track with words, for which nobody has to wait."""
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        tracks.make_track(session, team.ada, title="The zeppelin", says=SAYS, duration_ms=120_000, storage=objects())


def test_the_whole_journey_by_keyboard_alone(page: Page, spoken: None) -> None:
    """Record, publish, search, listen, tap a sentence, write a note; the focus is seen at every step."""
    keys, recorder = Keyboard(page), Recorder(page)
    page.goto("/")
    keys.enter("Record")
    expect(recorder.button("Record")).to_be_enabled()
    keys.enter("Record", "audio-recorder")
    page.wait_for_timeout(1_500)
    keys.enter("Done")
    expect(recorder.button("Publish")).to_be_visible()
    keys.to("Title")
    keys.type("By keyboard")
    page.keyboard.press("Enter")
    recorder.wait_until_saved()
    expect(page.get_by_role("heading", level=1)).to_have_text("By keyboard")
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    keys.to("What was said?")
    keys.type("behind the town hall")
    expect(page.locator(".hit__said mark").first).to_be_visible()
    keys.enter("", ".hit__said")
    page.wait_for_url("**/tracks/*")
    page.wait_for_function(f"() => ({POSITION})() > 3.5 && !({PAUSED})()")
    keys.enter("Then everybody", "[data-segment]")
    page.wait_for_function(f"() => ({POSITION})() > 9.9")
    keys.to("A note or a question")
    keys.type("Which hall?")
    keys.enter("Add the note")
    expect(page.locator("#notes .talk")).to_contain_text("Which hall?")
    assert page.evaluate(PAUSED) is False


def test_the_keys_play_and_rest_in_fields(page: Page, playlist: list[uuid.UUID]) -> None:
    play(page, playlist)
    page.keyboard.press("Escape")
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Space")
    assert page.evaluate(PAUSED) is True
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert abs(position(page) - 45) < 2
    page.keyboard.press(">")
    assert page.evaluate("() => document.querySelector('audio-player audio').playbackRate") == 1.1
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("k")
    assert page.evaluate(PAUSED) is True
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.get_by_role("searchbox").fill("k ?")
    assert page.evaluate(PAUSED) is True


def test_the_keys_can_be_switched_off(page: Page, playlist: list[uuid.UUID], base_url: str, team: Cast) -> None:
    httpx.put(f"{base_url}/api/me/preferences", json={"shortcuts_on": False}, headers=team.ada.bearer)
    play(page, playlist)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("k")
    assert page.evaluate(PAUSED) is False


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
