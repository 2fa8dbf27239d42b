"""Lorecast for a browser: the web process for real, people to sign in as, tracks to listen to."""

import os
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, ViewportSize, expect, sync_playwright

from runtime.child import Child
from runtime.parts import Parts
from tests import tracks
from tests.browser.chromium import PATIENCE_MS, Chromium
from tests.browser.player import make_playlist
from tests.browser.recorder import Within
from tests.browser.sounds import read, voice, write_m4a, write_wav
from tests.cast import Cast, Player, assemble
from tests.idle import forget_what_waits
from tests.web import web_process

ROOT = Path(__file__).parents[2]
Window = Callable[..., AbstractContextManager[BrowserContext]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def base_url(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a web process on the test's own database and store."""
    with web_process(tmp_path_factory.mktemp("web")) as web:
        yield web.address


@pytest.fixture(scope="module")
def worker(base_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Child]:
    """The Whisper worker, for the journeys that wait for words."""
    folder = tmp_path_factory.mktemp("worker")
    forget_what_waits()
    child = Child(
        "worker",
        [sys.executable, "-m", "worker"],
        log=folder / "worker.log",
        lock=folder / "worker.lock",
        environment=dict(os.environ),
    )
    child.start()
    yield child
    child.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, base_url: str, tmp_path_factory: pytest.TempPathFactory) -> Chromium:
    """Its microphone hears sixty seconds of something like speech, over and over."""
    microphone = write_wav(tmp_path_factory.mktemp("microphone") / "voice.wav", voice(60))
    return Chromium(playwright, base_url, microphone)


@pytest.fixture(scope="session")
def speaking(playwright: Playwright, base_url: str, speech: Path, tmp_path_factory: pytest.TempPathFactory) -> Chromium:
    """Its microphone hears a president of 1961."""
    microphone = write_wav(tmp_path_factory.mktemp("speech") / "jfk.wav", read(speech / "jfk.flac"))
    return Chromium(playwright, base_url, microphone)


@pytest.fixture(scope="session")
def rendition(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two minutes to listen to."""
    return write_m4a(tmp_path_factory.mktemp("rendition") / "listen.m4a", voice(120)).read_bytes()


@pytest.fixture
def team(base_url: str) -> Cast:
    """People of a workspace of their own."""
    return assemble()


@pytest.fixture
def window(chromium: Chromium, tmp_path: Path) -> Window:
    """`with window(ada) as context:` is a phone that Ada is signed in on; the same profile each time."""

    def open_window(
        player: Player, profile: str = "phone", viewport: ViewportSize | None = None, *, has_worker: bool = False
    ) -> AbstractContextManager[BrowserContext]:
        return chromium.window(tmp_path / profile, cookie_of(player), viewport=viewport, has_worker=has_worker)

    return open_window


@pytest.fixture
def page(window: Window, team: Cast) -> Iterator[Page]:
    """Ada's phone."""
    with window(team.ada) as context:
        yield context.pages[0]


@pytest.fixture
def playlist(team: Cast, within: Within, rendition: bytes, monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """The ids of Ada's playlist and of its three tracks of two minutes."""
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        return make_playlist(session, team.ada)


def cookie_of(player: Player) -> str:
    return next(cookie.value or "" for cookie in player.browser.cookies.jar if cookie.name == "lorecast")
