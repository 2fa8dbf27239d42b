"""How fast the main pages come with 1 k, 10 k and 100 k tracks, one asked after the other and eight at once."""

import re
from concurrent.futures import ThreadPoolExecutor

import httpx

from bench.figures import ms, p95, timed
from bench.kit import Kit
from bench.library import LARGE, MIDDLE, SMALL, Library
from bench.row import Row

ROUNDS, AT_ONCE = 40, 8
MUST_RATIO, GOAL_SECONDS = 1.5, 0.050
ROW = Row(
    "pages",
    "p95 at 100 k ÷ 1 k tracks, the worst of home, library, its second page, playlists, one, a track, search, people",
    "flat within 1.5×",
    "p95 ≤ 50 ms",
)
Times = dict[str, list[float]]


def measure(kit: Kit) -> Row:
    found = {library.tracks: times(kit, library) for library in (SMALL, MIDDLE, LARGE)}
    alone = {tracks: one for tracks, (one, _) in found.items()}
    growth = {page: p95(some) / p95(alone[SMALL.tracks][page]) for page, some in alone[LARGE.tracks].items()}
    worst = max(growth, key=lambda page: growth[page])
    slowest = p95([took for some in alone[LARGE.tracks].values() for took in some])
    return ROW.measured(
        f"{growth[worst]:.2f}× ({worst}); p95 of all at 100 k {ms(slowest)}",
        holds=growth[worst] <= MUST_RATIO,
        reaches_goal=growth[worst] <= MUST_RATIO and slowest <= GOAL_SECONDS,
        ratio="; ".join(f"{page} {_row(alone, page)}" for page in growth),
        peers=_crowd({tracks: crowd for tracks, (_, crowd) in found.items()}),
        details={"alone_seconds": alone, "at_once_seconds": {tracks: crowd for tracks, (_, crowd) in found.items()}},
    )


def times(kit: Kit, library: Library) -> tuple[Times, list[float]]:
    """Seconds by page, and seconds of all pages when eight ask at once."""
    with kit.standing(library) as one:
        kit.say(f"pages of {library.tracks:,} tracks")
        paths = addresses(one.browser)
        for path in paths.values():
            _get(one.browser, path)
        alone: Times = {name: [] for name in paths}
        for _ in range(ROUNDS):
            for name, path in paths.items():
                alone[name].append(timed(lambda path=path: _get(one.browser, path)))
        with ThreadPoolExecutor(AT_ONCE) as crowd:
            asked = [path for path in paths.values() for _ in range(ROUNDS)]
            together = list(crowd.map(lambda path: timed(lambda: _get(one.browser, path)), asked))
    return alone, together


def addresses(browser: httpx.Client) -> dict[str, str]:
    """The main pages: the second page of the library, the first playlist and track, and a word that is said there."""
    library = _get(browser, "/library")
    track = re.findall(r'href="(/tracks/[0-9a-f-]{36})', library)[0]
    playlist = re.findall(r'href="(/playlists/[0-9a-f-]{36})', _get(browser, "/playlists"))[0]
    following = re.findall(r'href="([^"]*[?&](?:amp;)?cursor=[^"]+)"', library)[0].replace("&amp;", "&")
    word = re.findall(r"\b[a-z]{6,}\b", _get(browser, f"/api{track}/transcript.txt"))[0]
    pages = {"home": "/", "library": "/library", "library, further": following, "playlists": "/playlists"}
    return pages | {"playlist": playlist, "track": track, "search": f"/search?q={word}", "people": "/people"}


def _get(browser: httpx.Client, path: str) -> str:
    return browser.get(path).raise_for_status().text


def _row(alone: dict[int, Times], page: str) -> str:
    return " → ".join(ms(p95(times[page])) for times in alone.values())


def _crowd(found: dict[int, list[float]]) -> str:
    return f"{AT_ONCE} at once: " + " → ".join(ms(p95(some)) for some in found.values())
