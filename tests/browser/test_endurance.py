"""Listening for half an hour while one looks around: one sound without a gap, a lock screen left in peace."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from app.deps import objects
from tests import tracks
from tests.browser.chaos import table
from tests.browser.chaos.marks import IS_LONG, long
from tests.browser.chromium import PATIENCE_MS
from tests.browser.player import POSITION, position
from tests.browser.recorder import Within
from tests.browser.sounds import RATE, read, repeat_m4a, voice, write_m4a
from tests.cast import Cast

MINUTES = 30
GAP_MS = 250
HEAD = (
    "listening",
    "page changes",
    "gaps over 250 ms",
    "longest gap, ms",
    "waits for data",
    "interruptions",
    "same <audio>",
    "told a minute",
)
COUNT_POSITIONS = """
window.told = 0;
const tell = MediaSession.prototype.setPositionState;
MediaSession.prototype.setPositionState = function (state) { window.told += 1; return tell.call(this, state); };
"""
WATCH = """(gapMs) => {
  const audio = document.querySelector("audio-player audio");
  const began = performance.now();
  const seen = { audio, longest: 0, gaps: [], waits: 0, interruptions: [], began, told: window.told };
  window.seen = seen;
  audio.addEventListener("waiting", () => { seen.waits += 1; });
  for (const type of ["pause", "emptied", "ended", "error"]) {
    audio.addEventListener(type, () => seen.interruptions.push(`${type} at ${audio.currentTime}`));
  }
  let [wall, place] = [performance.now(), audio.currentTime];
  setInterval(() => {
    const gap = performance.now() - wall - (audio.currentTime - place) * 1000 / audio.playbackRate;
    [wall, place] = [performance.now(), audio.currentTime];
    seen.longest = Math.max(seen.longest, gap);
    if (gap > gapMs) seen.gaps.push(Math.round(gap));
  }, 100);
}"""
SEEN = """() => ({
  ...seen, audio: undefined, isSame: seen.audio === document.querySelector("audio-player audio"),
  tellsAMinute: (told - seen.told) / ((performance.now() - seen.began) / 60_000),
})"""


@pytest.fixture
def half_an_hour(
    team: Cast,
    within: Within,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> uuid.UUID:
    """A track of thirty minutes: real speech where there is some, over and over."""
    sound = read(request.getfixturevalue("speech") / "jfk.flac") if IS_LONG else voice(10)
    once = write_m4a(tmp_path / "once.m4a", sound)
    times = MINUTES * 60 * RATE // len(sound) + 1
    monkeypatch.setattr(tracks, "SOUND", repeat_m4a(tmp_path / "long.m4a", once, times).read_bytes())
    with within(team.ada) as session:
        given = {"duration_ms": MINUTES * 60_000, "storage": objects()}
        return tracks.make_track(session, team.ada, title="A long talk", **given).id


def listen(page: Page, track_id: uuid.UUID) -> None:
    page.add_init_script(COUNT_POSITIONS)
    page.goto(f"/tracks/{track_id}")
    page.locator("main").get_by_role("button", name="Play A long talk").click()
    page.wait_for_function(f"() => ({POSITION})() > 0.2")


def look_around(page: Page, changes: int, until_s: float) -> None:
    """Evenly, until the sound is there."""
    began_s = position(page)
    for number in range(changes):
        name = ["Home", "Search", "Library", "You", "Record"][number % 5]
        page.locator("#bar").get_by_role("link", name=name).click()
        page.wait_for_function(f"() => document.querySelector('#bar [aria-current]')?.textContent.includes('{name}')")
        due_s = began_s + (until_s - began_s) * (number + 1) / changes
        page.wait_for_function(f"() => ({POSITION})() > {due_s}", timeout=PATIENCE_MS)


def seen(page: Page, what: str, changes: int) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(SEEN)
    longest, told = round(found["longest"]), f"{found['tellsAMinute']:.1f}"
    counted = (changes, len(found["gaps"]), longest, found["waits"], len(found["interruptions"]), found["isSame"], told)
    table.note(HEAD, (what, *counted))
    return found


def test_it_plays_on_over_ten_changes_of_page(page: Page, half_an_hour: uuid.UUID) -> None:
    listen(page, half_an_hour)
    page.evaluate(WATCH, GAP_MS)
    look_around(page, changes=10, until_s=position(page) + 3)
    found = seen(page, "10 changes of page", 10)
    assert found["isSame"]
    assert found["interruptions"] == []


@long
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("speed", "minutes"), [(1, 2), (3, MINUTES)])
def test_half_an_hour_has_no_gap(page: Page, half_an_hour: uuid.UUID, speed: int, minutes: int) -> None:
    """At three times the speed to its end, and as it was spoken for two minutes."""
    listen(page, half_an_hour)
    page.evaluate("(speed) => { document.querySelector('audio-player').playback.speed = speed }", speed)
    page.wait_for_timeout(1_000)
    page.evaluate(WATCH, GAP_MS)
    changes = max(10, 2 * minutes)
    look_around(page, changes, until_s=minutes * 60 - 20)
    found = seen(page, f"{minutes} minutes at {speed}×", changes)
    assert found["isSame"]
    assert (found["gaps"], found["interruptions"]) == ([], [])
    assert found["tellsAMinute"] < 5
