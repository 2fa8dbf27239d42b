"""The main job in a second engine: `FIREFOX=firefox-esr pytest tests/browser/firefox -s`. Needs Firefox and PulseAudio.

Everything is real: the whole program as `lorecast up` starts it, Firefox, its encoder, and speech in its microphone.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.firefox.firefox import firefox
from tests.browser.firefox.microphone import Microphone, microphone
from tests.browser.main_job import READY, half_a_minute, listen, program, record, search, sign_in, tap
from tests.browser.recorder import seconds_of

PROGRAM = shutil.which(os.environ.get("FIREFOX", ""))
HAS_ALL = PROGRAM and shutil.which("pulseaudio") and shutil.which("paplay")
PART_SECONDS = 4

pytestmark = [
    pytest.mark.model,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not HAS_ALL, reason="FIREFOX names no Firefox, or there is no PulseAudio"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with program(tmp_path_factory.mktemp("firefox-up")) as made:
        yield made


@pytest.fixture(scope="module")
def mouth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Microphone]:
    with microphone(tmp_path_factory.mktemp("sound") / "pulse") as made:
        yield made


@pytest.fixture(scope="module")
def said(speech: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return half_a_minute(speech, tmp_path_factory.mktemp("said"))


def test_what_is_said_is_heard_read_and_found(address: str, mouth: Microphone, said: Path, tmp_path: Path) -> None:
    with firefox(str(PROGRAM), tmp_path / "phone", mouth.environment) as browser:
        sign_in(browser, address)
        with mouth.hearing(said):
            shown = record(browser, address, 20)
            browser.picture(tmp_path / "recording.png")
            browser.press("audio-recorder button", "Done")
        browser.press("audio-recorder button", "Publish")
        browser.wait("return location.pathname.startsWith('/tracks/')", seconds=60)
        browser.see("#status", READY, seconds=240)
        print(f"\nFirefox {browser.version}: recorded {shown}; {browser.look('return location.href')} is ready")
        listen(browser)
        tap(browser)
        browser.picture(tmp_path / "track.png")
        search(browser, address)
        browser.picture(tmp_path / "found.png")


def test_a_killed_firefox_offers_what_was_said_and_sends_it(
    address: str, mouth: Microphone, said: Path, tmp_path: Path
) -> None:
    with firefox(str(PROGRAM), tmp_path / "phone", mouth.environment) as browser, mouth.hearing(said):
        sign_in(browser, address)
        recorded = seconds_of(record(browser, address, 10))
        browser.kill()
    with firefox(str(PROGRAM), tmp_path / "phone", mouth.environment) as browser:
        browser.go(address)
        browser.see("recovery-card", "You have an unsent recording of")
        browser.picture(tmp_path / "recovery.png")
        offered = seconds_of(browser.look("return document.querySelector('.recovery__sentence').textContent"))
        print(f"\nkilled at {recorded} s: {offered} s are offered")
        assert offered >= recorded - PART_SECONDS
        browser.press("recovery-card button", "Send it")
        browser.press("recovery-card a", "Open the track")
        browser.wait("return location.pathname.startsWith('/tracks/')")
        browser.see("#status", READY, seconds=240)
        browser.see("[data-segment]")
