"""The main job in a second engine: `FIREFOX=firefox-esr pytest tests/browser/firefox -s`. Needs Firefox and PulseAudio.

Everything is real: the whole program as `lorecast up` starts it, Firefox, its encoder, and speech in its microphone.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.browser.firefox.firefox import Firefox, firefox
from tests.browser.firefox.microphone import Microphone, microphone
from tests.browser.recorder import seconds_of
from tests.browser.sounds import read, write_wav
from tests.cast import PASSWORD
from tests.runtime.test_up import lorecast_up, the

PROGRAM = shutil.which(os.environ.get("FIREFOX", ""))
HAS_ALL = PROGRAM and shutil.which("pulseaudio") and shutil.which("paplay")
POSITION = "document.querySelector('audio-player audio').currentTime"
TAPPED = "arts and crafts"
SAID = "what you can do for your country"
BEGINS = """const [text] = arguments;
return [...document.querySelectorAll("[data-segment]")].find((one) => one.textContent.includes(text)).dataset.startMs"""
SPOKEN = """const [phrase] = arguments;
return fetch(`/api${location.pathname}/transcript.json`).then((answer) => answer.json()).then(({ segments }) => {
  const words = segments.flatMap((segment) => segment.words);
  const plain = words.map(([, , word]) => word.toLowerCase().replace(/[^a-z]/g, ""));
  return words[plain.findIndex((_, at) => plain.slice(at).join(" ").startsWith(phrase))][0];
});"""
PART_SECONDS = 4

pytestmark = [
    pytest.mark.model,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not HAS_ALL, reason="FIREFOX names no Firefox, or there is no PulseAudio"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The program, and Ada who owns its first workspace."""
    data = tmp_path_factory.mktemp("firefox-up")
    with lorecast_up(data) as process:
        owner = ["owner", "--email", "ada@example.org", "--name", "Ada Lovelace", "--password", PASSWORD]
        subprocess.run([sys.executable, "-m", "app.cli", *owner, "--data", str(data)], check=True)
        yield the(data).address
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="module")
def mouth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Microphone]:
    with microphone(tmp_path_factory.mktemp("sound") / "pulse") as made:
        yield made


@pytest.fixture(scope="module")
def said(speech: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A president, then a reader: half a minute."""
    sounds = [read(speech / name) for name in ("jfk.flac", "lj001-0001.flac", "lj001-0004.flac")]
    return write_wav(tmp_path_factory.mktemp("said") / "said.wav", np.concatenate(sounds))


def sign_in(browser: Firefox, address: str) -> None:
    browser.go(f"{address}/sign-in")
    browser.type("#email", "ada@example.org")
    browser.type("#password", PASSWORD)
    browser.press("main button", "Sign in")
    browser.wait("return location.pathname === '/' && document.readyState === 'complete'")


def record(browser: Firefox, address: str, seconds: int) -> str:
    """Until the page's own clock shows so many seconds; that clock."""
    browser.go(f"{address}/record")
    browser.press("audio-recorder button", "Record")
    clock = (
        "const shown = document.querySelector('[data-show=elapsed]').textContent; return shown >= arguments[0] && shown"
    )
    return str(browser.wait(clock, f"0:{seconds:02}", seconds=seconds + 20))


def test_what_is_said_is_heard_read_and_found(address: str, mouth: Microphone, said: Path, tmp_path: Path) -> None:
    with firefox(str(PROGRAM), tmp_path / "phone", mouth.environment) as browser:
        sign_in(browser, address)
        with mouth.hearing(said):
            shown = record(browser, address, 20)
            browser.picture(tmp_path / "recording.png")
            browser.press("audio-recorder button", "Done")
        browser.press("audio-recorder button", "Publish")
        browser.wait("return location.pathname.startsWith('/tracks/')", seconds=60)
        browser.see("#status", "Ready: it can be heard, read and found.", seconds=240)
        print(f"\nFirefox {browser.version}: recorded {shown}; {browser.look('return location.href')} is ready")
        listen(browser)
        tap(browser)
        browser.picture(tmp_path / "track.png")
        search(browser, address)
        browser.picture(tmp_path / "found.png")


def listen(browser: Firefox) -> None:
    browser.press(".voice .play-button")
    browser.wait(f"return {POSITION} > 1")
    print(f"playing: {browser.look(f'return {POSITION}'):.2f} s, {browser.text().splitlines()[0]}")


def tap(browser: Firefox) -> None:
    begins = int(browser.look(BEGINS, TAPPED)) / 1000
    assert abs(browser.look(f"return {POSITION}") - begins) > 2, "a tap that did nothing would look the same"
    browser.press("[data-segment]", TAPPED)
    at = browser.wait(f"const at = {POSITION}; return Math.abs(at - {begins}) <= 1 && at")
    print(f"tapped the sentence of {begins:.2f} s: {at:.2f} s")


def search(browser: Firefox, address: str) -> None:
    """A hit opens one second before its first word."""
    browser.go(f"{address}/search")
    browser.type("#q", SAID)
    browser.press("#hits .hit__said", SAID)
    browser.wait("return location.pathname.startsWith('/tracks/') && location.search.includes('t=')")
    opens = float(browser.look("return new URLSearchParams(location.search).get('t')"))
    plays = browser.wait(f"const at = {POSITION}; return at >= {opens} && at")
    spoken = browser.look(SPOKEN, SAID) / 1000
    print(f"searched “{SAID}”, spoken at {spoken:.2f} s: opens at {opens:.2f} s, seen playing at {plays:.2f} s")
    assert opens == pytest.approx(max(spoken - 1, 0), abs=0.01)


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
        browser.see("#status", "Ready: it can be heard, read and found.", seconds=240)
        browser.see("[data-segment]")
