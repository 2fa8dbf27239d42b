"""The first page on a slow phone, by Lighthouse; `python -m bench.pages` looks at all pages."""

from bench import pages
from bench.kit import Kit
from bench.library import SMALL
from bench.lorecast import EMAIL, PASSWORD
from bench.row import Row

MUST_KB, MUST_REQUESTS, MUST_SCORE = 150, 12, 95
GOAL_KB, GOAL_SCORE = 80, 100
ROW = Row(
    "first page on a phone",
    f"transfer size · requests · Lighthouse performance of home, 1 k tracks; median of {pages.RUNS}",
    "≤ 150 kB · ≤ 12 · ≥ 95",
    "≤ 80 kB · 100",
)


def measure(kit: Kit) -> Row:
    pages.install()
    with kit.standing(SMALL) as one:
        browser, cookie, _ = pages.signed_in(one.address, EMAIL, PASSWORD)
        kit.say("Lighthouse")
        page = pages.median([pages.insist(one.address + "/", "/", browser, cookie) for _ in range(pages.RUNS)])
    weight_kb = page.weight_bytes / 1000
    scores = page.performance >= MUST_SCORE and page.requests <= MUST_REQUESTS
    return ROW.measured(
        f"{weight_kb:.0f} kB · {page.requests} · {page.performance}",
        holds=scores and weight_kb <= MUST_KB,
        reaches_goal=scores and weight_kb <= GOAL_KB and page.performance >= GOAL_SCORE,
        ratio=f"accessibility {page.accessibility}, best practices {page.best_practices}",
    )
