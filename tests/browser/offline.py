"""Without a network, in a browser whose service worker runs: what a test waits for and looks at."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

CONTROLLED = "() => navigator.serviceWorker.controller !== null"
CACHE_NAMES = "() => caches.keys()"
KEPT_PAGES = """async () => {
  const name = (await caches.keys()).find((one) => one.startsWith("lorecast-pages-"));
  if (!name) return [];
  return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
}"""
SHELL = {"/", "/record", "/import", "/downloads"}


def installed(page: Page, path: str = "/") -> Page:
    """The page, once its worker rules it and has fetched what opens without a network."""
    page.goto(path)
    page.wait_for_function(CONTROLLED)
    page.evaluate("async () => (await navigator.serviceWorker.ready).active.postMessage('keep-shell')")
    eventually(page, f"async () => (await ({KEPT_PAGES})()).length >= {len(SHELL)}")
    return page


def eventually(page: Page, question: str) -> None:
    """Ask until the answer is yes. `wait_for_function` takes a promise for one."""
    for _ in range(300):
        if page.evaluate(question):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {question}")


def download(page: Page, path: str) -> None:
    """Press Download there and wait until it is kept."""
    page.goto(path)
    button = page.locator("download-button")
    button.get_by_role("button", name="Download", exact=True).click()
    expect(button.get_by_role("button", name="Remove")).to_be_visible()


def caches_of(page: Page) -> list[str]:
    """The names of the caches that belong to somebody."""
    names: list[str] = page.evaluate(CACHE_NAMES)
    return [name for name in names if name.startswith(("lorecast-pages-", "lorecast-copies-"))]


def ranged(page: Page, track_id: Any, header: str) -> tuple[int, str | None, int]:
    """Status, Content-Range and length of what the worker answers for a range of a copy."""
    found: list[Any] = page.evaluate(
        """async ([address, header]) => {
          const answer = await fetch(address, { headers: { Range: header } });
          return [answer.status, answer.headers.get("Content-Range"), (await answer.arrayBuffer()).byteLength];
        }""",
        [f"/api/tracks/{track_id}/audio?copy", header],
    )
    return found[0], found[1], found[2]
