"""A phone in trouble: its microphone hears real speech, and the test hears along."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests import proof
from tests.browser.chaos.evidence import CASES
from tests.browser.chaos.listening_in import Ear
from tests.browser.chaos.marks import IS_LONG
from tests.browser.chromium import Chromium
from tests.browser.conftest import Window, cookie_of
from tests.cast import Cast, Player

SEED = os.environ.get("CHAOS_SEED", "1961")


@pytest.fixture(scope="session")
def talking(request: pytest.FixtureRequest) -> Chromium:
    """Its microphone hears a president, or where there is no real speech, something like it."""
    with suppress(pytest.skip.Exception):
        real: Chromium = request.getfixturevalue("speaking")
        return real
    alike: Chromium = request.getfixturevalue("chromium")
    return alike


@pytest.fixture(scope="session", autouse=True)
def proven() -> Iterator[None]:
    """Row F6 of docs/trust.md, of all cases together, when they are run at length."""
    yield
    if IS_LONG and CASES:
        identical = sum(case.is_identical for case in CASES)
        lost = max(len(case.said) - len(case.kept) for case in CASES)
        figure = f"{len(CASES)} cases in a real browser: {identical} identical, at most {lost} parts lost"
        proof.note("F6", figure, holds=identical == len(CASES) and lost <= 1)


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """The same for the same test and CHAOS_SEED."""
    return random.Random(f"{SEED} {request.node.name}")


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def window(talking: Chromium, tmp_path: Path, ear: Ear) -> Window:
    """As for every browser test, with an ear at the microphone."""

    @contextmanager
    def open_window(player: Player, profile: str = "phone") -> Iterator[BrowserContext]:
        with talking.window(tmp_path / profile, cookie_of(player)) as context:
            ear.attach(context)
            yield context

    return open_window


@pytest.fixture
def page(window: Window, team: Cast) -> Iterator[Page]:
    with window(team.ada) as context:
        yield context.pages[0]
