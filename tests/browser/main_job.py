"""The main job in any browser: sign in, record, listen, tap a sentence, search. Each step tells what it saw."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.browser.engine import Engine
from tests.browser.sounds import read, write_wav
from tests.cast import PASSWORD
from tests.runtime.test_up import lorecast_up, the

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
READY = "Ready: it can be heard, read and found."


@contextmanager
def program(data: Path) -> Iterator[str]:
    """The address of the whole program, and Ada who owns its first workspace."""
    with lorecast_up(data) as process:
        owner = ["owner", "--email", "ada@example.org", "--name", "Ada Lovelace", "--password", PASSWORD]
        subprocess.run([sys.executable, "-m", "app.cli", *owner, "--data", str(data)], check=True, env=os.environ)
        yield the(data).address
        process.terminate()
        process.wait(60)


def half_a_minute(speech: Path, folder: Path) -> Path:
    """A president, then a reader."""
    sounds = [read(speech / name) for name in ("jfk.flac", "lj001-0001.flac", "lj001-0004.flac")]
    return write_wav(folder / "said.wav", np.concatenate(sounds))


def sign_in(browser: Engine, address: str) -> None:
    browser.go(f"{address}/sign-in")
    browser.type("#email", "ada@example.org")
    browser.type("#password", PASSWORD)
    browser.press("main button", "Sign in")
    browser.wait("return location.pathname === '/' && document.readyState === 'complete'")


def record(browser: Engine, address: str, seconds: int) -> str:
    """Until the page's own clock shows so many seconds; that clock."""
    browser.go(f"{address}/record")
    browser.press("audio-recorder button", "Record")
    clock = (
        "const shown = document.querySelector('[data-show=elapsed]').textContent; return shown >= arguments[0] && shown"
    )
    return str(browser.wait(clock, f"0:{seconds:02}", seconds=seconds + 20))


def listen(browser: Engine) -> None:
    browser.press(".voice .play-button")
    browser.wait(f"return {POSITION} > 1")
    print(f"playing: {browser.look(f'return {POSITION}'):.2f} s, {browser.text().splitlines()[0]}")


def tap(browser: Engine) -> None:
    begins = int(browser.look(BEGINS, TAPPED)) / 1000
    assert abs(browser.look(f"return {POSITION}") - begins) > 2, "a tap that did nothing would look the same"
    browser.press("[data-segment]", TAPPED)
    at = browser.wait(f"const at = {POSITION}; return Math.abs(at - {begins}) <= 1 && at")
    print(f"tapped the sentence of {begins:.2f} s: {at:.2f} s")


def search(browser: Engine, address: str) -> None:
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
