"""The server goes away and comes back in the middle of a recording, of an upload, of a publication."""

import os
import random
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from runtime.child import Child
from runtime.parts import Parts
from tests.browser.chaos.evidence import whole
from tests.browser.chaos.listening_in import Ear, kept
from tests.browser.chaos.marks import long
from tests.browser.chromium import Chromium
from tests.browser.conftest import cookie_of
from tests.browser.recorder import Recorder, Within
from tests.cast import Cast

pytestmark = long


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.set_inheritable(True)
        yield made


@pytest.fixture
def web(parts: Parts, tmp_path: Path, listener: socket.socket) -> Iterator[Child]:
    """A web process of the test's own. Whoever calls while it is away waits for the next one."""
    command = [sys.executable, "-m", "app.cli", "web", "--fd", str(listener.fileno())]
    files = {"log": tmp_path / "web.log", "lock": tmp_path / "web.lock"}
    child = Child("web", command, environment=dict(os.environ), pass_fds=[listener.fileno()], **files)
    child.start()
    yield child
    child.stop()


@pytest.mark.parametrize("how", ["killed", "restarted"])
def test_server_away_in_the_middle(
    playwright: Playwright,
    talking: Chromium,
    web: Child,
    listener: socket.socket,
    team: Cast,
    within: Within,
    ear: Ear,
    chance: random.Random,
    tmp_path: Path,
    how: str,
) -> None:
    """Three times while somebody speaks, and once more as they publish."""
    end = web.kill if how == "killed" else web.stop
    there = Chromium(playwright, f"http://127.0.0.1:{listener.getsockname()[1]}", Path())
    there.flags = talking.flags
    with there.window(tmp_path / "phone", cookie_of(team.ada)) as context:
        ear.attach(context)
        page = context.pages[0]
        recorder = Recorder(page).open().record(1)
        for _ in range(3):
            page.wait_for_timeout(chance.uniform(2_000, 6_000))
            end()
            page.wait_for_timeout(chance.uniform(500, 3_000))
            web.start()
        said_s = recorder.done().seconds()
        assert kept(page) == ear.heard
        page.get_by_label("Title").fill("Said to nobody")
        recorder.button("Publish").click()
        page.wait_for_timeout(chance.uniform(0, 150))
        end()
        web.start()
        whole(f"server {how} 4 times", said_s, ear.heard, within, team.ada, recorder.wait_until_saved())
