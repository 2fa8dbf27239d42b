"""A browser that is not Chromium: what a person does with it, and what a test may look at with a script."""

import base64
import contextlib
import time
from pathlib import Path
from typing import Any

WITH_TEXT = """const [selector, text] = arguments;
return [...document.querySelectorAll(selector)]
  .find((one) => one.textContent.includes(text) && one.checkVisibility({ visibilityProperty: true })
    && !one.disabled);"""


class Refused(Exception):
    """The browser could not do what it was told."""


class Engine:
    """Go, see, press, type. Each browser brings the line to it: `go`, `look`, `click`, `send_keys`, `screenshot`."""

    name = ""
    version = ""

    def go(self, address: str) -> None:
        raise NotImplementedError

    def look(self, script: str, *arguments: Any) -> Any:
        raise NotImplementedError

    def click(self, element: str) -> None:
        raise NotImplementedError

    def send_keys(self, element: str, text: str) -> None:
        raise NotImplementedError

    def screenshot(self) -> str:
        raise NotImplementedError

    def wait(self, script: str, *arguments: Any, seconds: float = 20) -> Any:
        """What the script returns, as soon as that is something."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(Refused):
                if seen := self.look(script, *arguments):
                    return seen
            assert time.monotonic() < deadline, f"waited {seconds} s for {script} {arguments}; {self.text()}"
            time.sleep(0.1)

    def see(self, selector: str, text: str = "", *, seconds: float = 20) -> str:
        """The visible element with this text in it."""
        element: dict[str, str] = self.wait(WITH_TEXT, selector, text, seconds=seconds)
        return next(iter(element.values()))

    def press(self, selector: str, text: str = "") -> None:
        self.click(self.see(selector, text))

    def type(self, selector: str, text: str) -> None:
        self.send_keys(self.see(selector), text)

    def text(self) -> str:
        return str(self.look("return `${location} ${document.body.innerText}`"))

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.screenshot()))
