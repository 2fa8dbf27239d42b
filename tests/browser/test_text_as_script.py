"""What people write and say is text: on every page, in a real browser whose content security policy is switched off.

Escaping must hold by itself. The policy, which would refuse what escaping let through, is looked at elsewhere.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright
from playwright.sync_api import Request as Asked

from tests import proof
from tests.browser.chromium import FLAGS, executable
from tests.browser.conftest import cookie_of
from tests.browser.payloads import ALL_IN_ONE, FLAG, PAYLOADS, trapped
from tests.browser.planting import plant
from tests.browser.recorder import Within
from tests.cast import Cast
from tests.security.belongings import Belongings
from tests.security.full import FULL, some
from tests.security.test_access_matrix import addresses

TRAP = "http://127.0.0.1:9/trap"
SPOKEN = [
    "/search?q={0}",
    "/sign-in?next={0}",
    "/record?playlist={0}&title={0}",
    "/playlists/new?kind={0}&template={0}",
    "/requests/new?person={0}",
    "/library?cursor={0}",
    "/queue?minutes={0}",
    "/import?playlist={0}",
]
PAGES = 8
pytestmark = pytest.mark.timeout(3600)


class Watched:
    """A page that remembers whatever a planted text made it do."""

    def __init__(self, page: Page) -> None:
        self.page, self.hits, self.visited = page, list[str](), 0
        page.on("dialog", lambda dialog: (self.hits.append(f"dialog {page.url}"), dialog.dismiss()))
        page.on("request", self._asked)

    def _asked(self, request: Asked) -> None:
        if request.url.startswith(TRAP):
            self.hits.append(f"request {request.resource_type} of {self.page.url}")

    def visit(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status < 500, address
        self.visited += 1
        if self.page.evaluate(f"() => {FLAG}"):
            self.hits.append(f"script {address}")


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=executable(playwright), headless=True, args=["--headless=new", *FLAGS]
    )
    yield browser
    browser.close()


@pytest.fixture
def watched(browser: Browser, base_url: str, team: Cast) -> Iterator[Watched]:
    """Ada's, who sees everything that there is in her workspace."""
    context = browser.new_context(bypass_csp=True, service_workers="block", base_url=base_url)
    context.add_cookies([{"name": "lorecast", "value": cookie_of(team.ada), "url": base_url, "httpOnly": True}])
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def belongings(team: Cast, within: Within) -> Belongings:
    with within(team.ada) as session:
        return Belongings(session, team.ada)


def pages(belongings: Belongings) -> list[str]:
    found = sorted({path for method, path in addresses() if method == "GET" and not path.startswith("/api/")})
    return [belongings.fill(path) for path in found if "{token}" not in path]


def test_nothing_that_was_written_or_said_is_run(
    watched: Watched, belongings: Belongings, team: Cast, within: Within
) -> None:
    payloads = [trapped(payload, TRAP) for payload in (PAYLOADS if FULL else [ALL_IN_ONE])]
    for payload in payloads:
        with within(team.ada) as session:
            columns = plant(session, team.ada.member, payload)
        for address in some(pages(belongings), PAGES):
            watched.visit(address)
        for address in some(SPOKEN, 2):
            watched.visit(address.replace("{0}", payload.replace("%", "%25").replace("#", "%23").replace("&", "%26")))
    figure = (
        f"{len(watched.hits)} of {len(payloads)} payloads executed on {watched.visited:,} pages, "
        f"from {columns} columns, with the policy switched off"
    )
    assert watched.hits == []
    proof.note("A5", figure, holds=not watched.hits)


def test_no_file_name_is_run(watched: Watched) -> None:
    """The picker's names are drawn by a script and not by the server."""
    names = [f"{trapped(payload, TRAP).replace('/', '∕')[:180]}.m4a" for payload in some(PAYLOADS, 3)]
    watched.page.goto("/import")
    picked = [{"name": name, "mimeType": "audio/mp4", "buffer": b"x"} for name in names]
    watched.page.locator("input[type=file]").set_input_files(picked)
    watched.page.locator(".import__file").nth(len(names) - 1).wait_for()
    if watched.page.evaluate(f"() => {FLAG}"):
        watched.hits.append("script /import")
    proof.note("A5", f"{len(watched.hits)} of {len(names)} file names", holds=not watched.hits)


def test_the_trap_catches_what_it_is_set_for(watched: Watched) -> None:
    watched.page.goto("/you")
    for payload in (ALL_IN_ONE, "<img src='TRAP'>", f"<img src=x onerror='{FLAG}=1'>"):
        watched.hits.clear()
        watched.page.evaluate("html => document.body.innerHTML = html", trapped(payload, TRAP))
        watched.page.wait_for_function(f"() => {FLAG}") if FLAG in payload else watched.page.wait_for_timeout(200)
        assert watched.hits or watched.page.evaluate(f"() => {FLAG}"), payload
        watched.page.evaluate(f"() => {{ {FLAG} = 0 }}")
