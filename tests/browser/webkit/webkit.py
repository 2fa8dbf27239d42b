"""A real WebKitGTK in a window of its own, on a screen that nobody sees."""

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from tests.browser.engine import Engine, Refused
from tests.browser.webkit.wire import Wire

PAGE_WIDTH, PAGE_HEIGHT = 360, 740
SCREEN = ("-screen", "0", "1024x900x24", "-nolisten", "tcp")


class WebKit(Engine):
    name = "WebKitGTK"

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.version = wire.version
        self._narrow()

    def go(self, address: str) -> None:
        self.wire.tell("/url", url=address)

    def look(self, script: str, *arguments: Any) -> Any:
        return self.wire.tell("/execute/sync", script=script, args=list(arguments))

    def click(self, element: str) -> None:
        self.wire.tell(f"/element/{element}/click")

    def send_keys(self, element: str, text: str) -> None:
        self.wire.tell(f"/element/{element}/value", text=text)

    def screenshot(self) -> str:
        return str(self.wire.ask("/screenshot"))

    def _narrow(self) -> None:
        """The window has a frame around the page: ask until the page is as wide as a phone."""
        for _ in range(5):
            missing = [PAGE_WIDTH, PAGE_HEIGHT], self.look("return [innerWidth, innerHeight]")
            wide, high = (wanted - is_now for wanted, is_now in zip(*missing, strict=True))
            rect = self.wire.ask("/window/rect")
            self.wire.tell("/window/rect", width=rect["width"] + wide, height=rect["height"] + high)
            with contextlib.suppress(AssertionError):
                self.wait(f"return innerWidth === {PAGE_WIDTH}", seconds=2)
                return


@contextlib.contextmanager
def webkit(program: str, folder: Path, environment: Mapping[str, str]) -> Iterator[WebKit]:
    """A window. WebKitGTK keeps nothing from one to the next while it is driven."""
    folder.mkdir(exist_ok=True)
    with screen(folder) as display, driver(folder, {**environment, "DISPLAY": display}) as address:
        options = {"webkitgtk:browserOptions": {"binary": program, "args": ["--automation"]}}
        wire = Wire(address, options)
        try:
            yield WebKit(wire)
        finally:
            with contextlib.suppress(Refused, httpx.HTTPError):
                wire.close()


@contextlib.contextmanager
def screen(folder: Path) -> Iterator[str]:
    """The name of an X display that exists in memory only."""
    read, write = os.pipe()
    with (folder / "screen.log").open("ab") as log:
        command = ["Xvfb", "-displayfd", str(write), *SCREEN]
        process = subprocess.Popen(command, pass_fds=[write], stdout=log, stderr=log)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        process.terminate()
        process.wait(10)


@contextlib.contextmanager
def driver(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """The address of a WebKitWebDriver."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (folder / "driver.log").open("ab") as log:
        command = ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"]
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=log, stderr=log)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert time.monotonic() < deadline, "WebKitWebDriver did not open its port"
        time.sleep(0.1)
