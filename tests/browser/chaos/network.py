"""A network that breaks where a test wants it to, and a server that says no."""

import json
import re
from collections import Counter
from contextlib import suppress

from playwright.sync_api import Error, Page, Route

from tests.browser.recorder import PARTS

BEGIN = re.compile(r"/api/recordings$")
COMPLETE = re.compile(r"/api/recordings/[^/]+/complete$")
STEPS = {"begin": BEGIN, "part": PARTS, "complete": COMPLETE}


class Network:
    """Counts what it did to each request: the test then knows that there was trouble at all."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cuts: Counter[str] = Counter()
        self._tries: Counter[str] = Counter()

    def cut_each_twice(self, step: str) -> None:
        """Each request of this step is lost on its way there, and then its answer on the way back."""
        self.page.route(STEPS[step], lambda route: self._cut(step, route))

    def refuse(self, step: str, status: int) -> None:
        """From now on this step is answered so; the server hears nothing of it."""
        body = json.dumps({"type": "/problems/x", "title": "No", "status": status, "detail": "No."})
        self.mend(step)
        self.page.route(
            STEPS[step], lambda route: route.fulfill(status=status, content_type="application/problem+json", body=body)
        )

    def mend(self, step: str) -> None:
        self.page.unroute(STEPS[step])

    def _cut(self, step: str, route: Route) -> None:
        which = f"{route.request.method} {route.request.url}"
        self._tries[which] += 1
        with suppress(Error):  # The page may have given up meanwhile.
            if self._tries[which] == 1:
                self.cuts[f"{step} on the way there"] += 1
                return route.abort("connectionreset")
            if self._tries[which] == 2:
                route.fetch()
                self.cuts[f"{step} on the way back"] += 1
                return route.abort("connectionreset")
            return route.continue_()
