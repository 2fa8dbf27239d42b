"""A real Firefox, 360 pixels wide, with a profile that survives being killed."""

import contextlib
import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.browser.engine import Engine
from tests.browser.firefox.marionette import Marionette

PREFERENCES = {
    "marionette.port": 0,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    "media.cubeb.backend": "pulse",
    "browser.sessionstore.resume_from_crash": False,
    "toolkit.startup.max_resumed_crashes": -1,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
NARROW = """const { style } = window.gBrowser.selectedBrowser;
for (const [name, px] of [["width", 360], ["height", 740]])
  for (const bound of [name, `min-${name}`, `max-${name}`]) style.setProperty(bound, `${px}px`);"""


class Firefox(Engine):
    def __init__(self, process: subprocess.Popen[bytes], line: Marionette) -> None:
        self.process = process
        self.line = line
        self.version = str(line.tell("WebDriver:NewSession")["capabilities"]["browserVersion"])
        self._narrow()

    def go(self, address: str) -> None:
        self.line.tell("WebDriver:Navigate", url=address)

    def look(self, script: str, *arguments: Any) -> Any:
        return self.line.tell("WebDriver:ExecuteScript", script=script, args=list(arguments))

    def click(self, element: str) -> None:
        self.line.tell("WebDriver:ElementClick", id=element)

    def send_keys(self, element: str, text: str) -> None:
        self.line.tell("WebDriver:ElementSendKeys", id=element, text=text)

    def screenshot(self) -> str:
        return str(self.line.tell("WebDriver:TakeScreenshot", full=False))

    def kill(self) -> None:
        """As a flat battery would."""
        self.process.kill()
        self.process.wait()

    def _narrow(self) -> None:
        """A window has a least width; the page in it has none."""
        self.line.tell("Marionette:SetContext", value="chrome")
        self.look(NARROW)
        self.line.tell("Marionette:SetContext", value="content")
        self.wait("return innerWidth === 360")


@contextlib.contextmanager
def firefox(program: str, profile: Path, environment: Mapping[str, str]) -> Iterator[Firefox]:
    """A window on this profile, new or used before."""
    profile.mkdir(exist_ok=True)
    chosen = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(chosen))
    (profile / "MarionetteActivePort").unlink(missing_ok=True)
    command = [program, "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--marionette", "--remote-allow-system-access", "about:blank"]
    with (profile.with_suffix(".log")).open("ab") as log:
        process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=log, stderr=log)
    line = None
    try:
        line = Marionette(_port(profile))
        yield Firefox(process, line)
    finally:
        if line:
            line.close()
        process.terminate()
        process.wait(30)


def _port(profile: Path) -> int:
    deadline = time.monotonic() + 60
    file = profile / "MarionetteActivePort"
    while not (file.exists() and file.read_text().strip()):
        assert time.monotonic() < deadline, "Firefox did not open its line"
        time.sleep(0.1)
    return int(file.read_text())
