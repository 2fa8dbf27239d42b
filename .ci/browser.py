"""Gets a real browser for the tests: the system's Chromium, else Debian's package, else Playwright's own.

Without one the browser tests are skipped with a warning, but with CI set that is a failure.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def system_browser() -> str | None:
    """The path of an installed Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def playwright_browser() -> str | None:
    """The path of the Chromium that Playwright downloaded earlier."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        path = driver.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110 - Playwright speaks of strings


def install_from_debian() -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    for command in (["update", "-q"], ["install", "-qy", "--no-install-recommends", "chromium", "fonts-dejavu-core"]):
        subprocess.run(["apt-get", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)


def install_from_playwright() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """0 when there is a browser, or when it does not matter."""
    found = system_browser() or playwright_browser()
    for install in (install_from_debian, install_from_playwright):
        if found is None:
            install()
            found = system_browser() or playwright_browser()
    if found:
        sys.stdout.write(f"Browser for the tests: {found}\n")
        return 0
    sys.stderr.write("No browser could be found or installed: the tests that drive one cannot run.\n")
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
