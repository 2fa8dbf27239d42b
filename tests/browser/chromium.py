"""A real Chromium with a microphone that plays a file, and a profile that survives being killed."""

import contextlib
import importlib.util
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import psutil
import pytest
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import BrowserContext, Playwright, ViewportSize

FLAGS = (
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--disable-background-networking",
)
# Long, because a busy machine is no reason to fail; nothing waits for its end when all is well.
PATIENCE_MS = 60_000
PHONE: ViewportSize = {"width": 360, "height": 740}


def finder() -> ModuleType:
    """The same rule by which `make test` gets a browser."""
    path = Path(__file__).parents[2] / ".ci" / "browser.py"
    spec = importlib.util.spec_from_file_location("ci_browser", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def executable(playwright: Playwright) -> str:
    """Skips without a browser; with CI set that is a failure."""
    downloaded = playwright.chromium.executable_path
    found: str | None = finder().system_browser() or (downloaded if Path(downloaded).exists() else None)
    if found is None and os.environ.get("CI"):
        pytest.fail("no browser, although CI is set")
    if found is None:
        pytest.skip("no browser on this machine")
    return found


class Chromium:
    """Opens windows on one profile after the other; each window is a browser process of its own."""

    def __init__(self, playwright: Playwright, base_url: str, microphone: Path) -> None:
        self.playwright = playwright
        self.base_url = base_url
        self.flags = [*FLAGS, f"--use-file-for-fake-audio-capture={microphone}"]

    @contextlib.contextmanager
    def window(
        self, profile: Path, cookie: str, *, viewport: ViewportSize | None = None, has_worker: bool = False
    ) -> Iterator[BrowserContext]:
        """A window whose person is signed in. Without `has_worker` it is one of those where no service worker runs."""
        context = self.playwright.chromium.launch_persistent_context(
            profile,
            executable_path=executable(self.playwright),
            headless=True,
            args=["--headless=new", *self.flags],
            ignore_default_args=["--mute-audio"],
            viewport=viewport or PHONE,
            base_url=self.base_url,
            service_workers="allow" if has_worker else "block",
        )
        context.add_cookies([self._signed_in(cookie)])
        context.set_default_timeout(PATIENCE_MS)
        try:
            yield context
        finally:
            with contextlib.suppress(Exception):
                context.close()

    @contextlib.contextmanager
    def without_scripts(self, cookie: str) -> Iterator[BrowserContext]:
        """A browser in which no script runs."""
        browser = self.playwright.chromium.launch(
            executable_path=executable(self.playwright), headless=True, args=["--headless=new", *self.flags]
        )
        context = browser.new_context(java_script_enabled=False, base_url=self.base_url, viewport=PHONE)
        context.add_cookies([self._signed_in(cookie)])
        context.set_default_timeout(PATIENCE_MS)
        yield context
        browser.close()

    def _signed_in(self, cookie: str) -> SetCookieParam:
        return {"name": "lorecast", "value": cookie, "url": self.base_url, "httpOnly": True}


def kill(profile: Path) -> None:
    """End the browser of this profile as a flat battery would."""
    for process in browsers(profile):
        end(process)


def tabs(profile: Path) -> set[psutil.Process]:
    """What draws its pages. To end one is what a phone without memory does; the browser itself lives on."""
    found = set()
    for process in [child for browser in browsers(profile) for child in browser.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            if "--type=renderer" in process.cmdline():
                found.add(process)
    return found


def browsers(profile: Path) -> list[psutil.Process]:
    ours = f"--user-data-dir={profile}"
    return [process for process in psutil.process_iter(["cmdline"]) if ours in (process.info["cmdline"] or [])]


def end(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(signal.SIGKILL)
