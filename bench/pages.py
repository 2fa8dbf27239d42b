"""What pages weigh and how they score: Lighthouse as a slow phone, signed in, on what people open daily.

python -m bench.pages ADDRESS [EMAIL PASSWORD]   of a running Lorecast with something in it, such as `lorecast demo`.
Prints a Markdown table and writes bench/pages.json; exit 1 when a page is outside the budget of docs/performance.md.
"""

import json
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from runtime.assets import refresh
from runtime.errors import RuntimeProblem
from runtime.node import node
from tests.browser.chromium import executable

HERE = Path(__file__).parent
PLACE = HERE / "lighthouse"
KINDS = ("performance", "accessibility", "best-practices")
SCORE_MIN, WEIGHT_MAX_BYTES, REQUESTS_MAX, SHIFT_MAX = 95, 150_000, 12, 0.02
RUNS = 3
TRIES = 4


@dataclass(frozen=True)
class Page:
    """Scores of 0–100; bytes over the wire without audio; layout shift without a unit."""

    path: str
    performance: int
    accessibility: int
    best_practices: int
    weight_bytes: int
    requests: int
    layout_shift: float

    @property
    def is_within_budget(self) -> bool:
        scores = (self.performance, self.accessibility, self.best_practices)
        weighs = self.weight_bytes <= WEIGHT_MAX_BYTES and self.requests <= REQUESTS_MAX
        return min(scores) >= SCORE_MIN and weighs and self.layout_shift <= SHIFT_MAX


def main() -> int:
    base, *login = sys.argv[1:]
    email, password = login or ["ada@example.org", "correct horse battery"]
    install()
    browser, cookie, paths = signed_in(base, email, password)
    print("| page | performance | accessibility | best practices | kB | requests | layout shift |")
    print("|---|---|---|---|---|---|---|")
    pages = []
    for path in paths:
        page = median([insist(base + path, path, browser, cookie) for _ in range(RUNS)])
        weight = f"{page.weight_bytes / 1000:.0f} | {page.requests} | {page.layout_shift:.3f}"
        print(f"| {path} | {page.performance} | {page.accessibility} | {page.best_practices} | {weight} |", flush=True)
        pages.append(page)
    (HERE / "pages.json").write_text(json.dumps([asdict(page) for page in pages], indent=1))
    return 0 if all(page.is_within_budget for page in pages) else 1


def install() -> None:
    """Lighthouse, in a folder of its own."""
    refresh(PLACE / "node_modules", (PLACE / "package-lock.json").read_text(), "ci", "--ignore-scripts", root=PLACE)


def signed_in(base: str, email: str, password: str) -> tuple[str, str, list[str]]:
    """The browser, the session's cookie, and the addresses to look at: the first playlist and track among them."""
    with sync_playwright() as driver:
        browser = executable(driver)
        window = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = window.new_page(base_url=base)
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", password)
        page.click("main button")
        page.wait_for_url("**/")
        [cookie] = [one for one in page.context.cookies() if str(one.get("name")).startswith("lorecast")]
        named = [first(page, "/playlists", "/playlists/"), first(page, "/library", "/tracks/")]
        window.close()
    paths = ["/", "/search?q=customer", "/record", "/library", "/playlists", *named, "/people", "/you"]
    return browser, f"{cookie.get('name')}={cookie.get('value')}", paths


def first(page: Any, index: str, beginning: str) -> str:
    """The address of the first one in a list."""
    page.goto(index)
    links = page.locator(f"main a[href^='{beginning}']").evaluate_all("all => all.map((one) => one.pathname)")
    return str(next(path for path in links if len(path) > len(beginning) + 8))


def insist(address: str, path: str, browser: str, cookie: str) -> Page:
    """Now and then Lighthouse misses the beginning of a page (its NO_NAVSTART), and asks to be run again."""
    for _ in range(TRIES - 1):
        with suppress(RuntimeProblem):
            return measured(address, path, browser, cookie)
    return measured(address, path, browser, cookie)


def measured(address: str, path: str, browser: str, cookie: str) -> Page:
    """One run, with a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        node(
            str(PLACE / "node_modules" / "lighthouse" / "cli" / "index.js"),
            address,
            "--quiet",
            "--chrome-flags=--headless=new --no-sandbox",
            f"--extra-headers={json.dumps({'Cookie': cookie})}",
            f"--only-categories={','.join(KINDS)}",
            "--output=json",
            f"--output-path={out}",
            environment={"CHROME_PATH": browser},
        )
        report = json.loads(out.read_text())
    audits = report["audits"]
    scores = [round(report["categories"][kind]["score"] * 100) for kind in KINDS]
    seen = audits["network-requests"]["details"]["items"]
    weight = sum(one["transferSize"] for one in seen)
    return Page(path, *scores, weight, len(seen), round(audits["cumulative-layout-shift"]["numericValue"], 4))


def median(pages: list[Page]) -> Page:
    """The run in the middle, by performance."""
    return sorted(pages, key=lambda page: page.performance)[len(pages) // 2]


if __name__ == "__main__":
    sys.exit(main())
