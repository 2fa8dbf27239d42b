"""The main job in a third engine: `WEBKIT=<path of MiniBrowser> pytest tests/browser/webkit -s`.

Needs WebKitGTK with its driver, Xvfb and PulseAudio. Debian 12 has no muxer that WebKitGTK's MediaRecorder would use:
what is listened to comes from a file, and the recorder shows what it does where no recording comes.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.engine import Engine
from tests.browser.firefox.microphone import Microphone, microphone
from tests.browser.main_job import POSITION, READY, half_a_minute, listen, program, search, sign_in, tap
from tests.browser.webkit.webkit import WebKit, webkit

PROGRAM = shutil.which(os.environ.get("WEBKIT", ""))
HAS_ALL = PROGRAM and all(map(shutil.which, ("WebKitWebDriver", "Xvfb", "pulseaudio", "paplay")))
SILENCE_S = 5
SHOWN = "return document.querySelector('audio-recorder').innerText"
STATE = "return document.querySelector('audio-recorder').dataset.state === arguments[0]"
LOCK_SCREEN = "const { title, artist } = navigator.mediaSession.metadata; return [title, artist]"

pytestmark = [
    pytest.mark.model,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not HAS_ALL, reason="WEBKIT names no MiniBrowser, or its driver, Xvfb or PulseAudio is missing"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with program(tmp_path_factory.mktemp("webkit-up")) as made:
        yield made


@pytest.fixture(scope="module")
def mouth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Microphone]:
    with microphone(tmp_path_factory.mktemp("sound") / "pulse") as made:
        yield made


@pytest.fixture(scope="module")
def said(speech: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return half_a_minute(speech, tmp_path_factory.mktemp("said"))


@pytest.fixture
def browser(address: str, mouth: Microphone, tmp_path: Path) -> Iterator[WebKit]:
    with webkit(str(PROGRAM), tmp_path / "window", mouth.environment) as opened:
        sign_in(opened, address)
        print(f"\nWebKitGTK {opened.version}, page {opened.look('return innerWidth')} px wide")
        yield opened


def test_what_is_brought_in_is_heard_read_and_found(browser: WebKit, address: str, said: Path, tmp_path: Path) -> None:
    bring_in(browser, address, said)
    listen(browser)
    marked = browser.look("return CSS.highlights.size")
    print(f"lock screen: {browser.look(LOCK_SCREEN)}; spoken words marked: {marked}")
    tap(browser)
    browser.picture(tmp_path / "track.png")
    look_around(browser)
    sleep_at_the_end(browser)
    search(browser, address)
    browser.picture(tmp_path / "found.png")


def bring_in(browser: Engine, address: str, said: Path) -> None:
    browser.go(f"{address}/import")
    picker: dict[str, Any] = browser.wait("return document.querySelector('file-import:not([hidden]) #files')")
    browser.send_keys(next(iter(picker.values())), str(said))
    browser.see("file-import", READY, seconds=240)
    browser.press("file-import a", "Open")
    browser.wait("return location.pathname.startsWith('/tracks/')")


def look_around(browser: Engine) -> None:
    """Ten other pages, and back to the track by its title in the player."""
    before = browser.look(f"window.same = document.querySelector('audio-player audio'); return {POSITION}")
    for name in ("Home", "Search", "Library", "You", "Home") * 2:
        browser.press("#bar a", name)
        current = "return document.querySelector('#bar [aria-current]')?.textContent.includes(arguments[0])"
        browser.wait(current, name)
    assert browser.look("return window.same === document.querySelector('audio-player audio') && !window.same.paused")
    print(f"10 changes of page: plays on from {before:.2f} s to {browser.look(f'return {POSITION}'):.2f} s")
    browser.press("audio-player .player__title")
    browser.wait("return location.pathname.startsWith('/tracks/')")


def sleep_at_the_end(browser: Engine) -> None:
    """Set to the end of the track; the sound stops there, and nothing follows."""
    browser.press("audio-player [data-do=expand]")
    select = next(iter(browser.look("return document.querySelector('sleep-timer select')").values()))
    browser.send_keys(select, "End of the track")
    browser.press("audio-player [data-do=expand]")
    browser.look(
        "const { audio } = document.querySelector('audio-player').playback; audio.currentTime = audio.duration - 2"
    )
    browser.wait("return document.querySelector('audio-player audio').paused")
    print("sleep timer: stopped at the end of the track")


def test_recorder_hears_the_microphone_and_says_that_no_recording_comes(
    browser: WebKit, mouth: Microphone, address: str, said: Path, tmp_path: Path
) -> None:
    browser.go(f"{address}/record")
    with mouth.hearing(said):
        browser.wait(STATE, "ready")
        devices = browser.look("return [...document.querySelectorAll('[data-devices] option')].map((one) => one.label)")
        browser.press("audio-recorder button", "Record")
        browser.wait(STATE, "interrupted", seconds=30)
        browser.picture(tmp_path / "interrupted.png")
        told = browser.look("return document.querySelector('[data-show=notice]').textContent")
        print(f"devices {devices}; told: {told}")
        assert "no sound to keep" in told
        browser.press("audio-recorder button", "Done")
        browser.see("audio-recorder", "Nothing was recorded")


def test_recorder_warns_in_a_silent_room(browser: WebKit, address: str) -> None:
    browser.go(f"{address}/record")
    browser.wait(STATE, "ready")
    browser.see("audio-recorder [data-show=notice]", "", seconds=SILENCE_S + 10)
    print(f"in a silent room: {browser.look(SHOWN).splitlines()}")
