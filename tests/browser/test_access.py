"""Everybody can use it: axe finds nothing, the keyboard alone is enough, nothing leaves the origin."""

import uuid
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.deps import objects
from tests import tracks
from tests.browser.recorder import Recorder, Within
from tests.cast import Cast

WIDTHS = (320, 1280)


@pytest.fixture
def track_id(team: Cast, within: Within, rendition: bytes, monkeypatch: pytest.MonkeyPatch) -> uuid.UUID:
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        says = ("One thing.", "Another thing.") * 3
        return tracks.make_track(session, team.ada, says=says, duration_ms=120_000, storage=objects()).id


def violations(page: Page) -> list[str]:
    """What axe finds, in light and dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for violation in Axe().run(page).response["violations"]:
            found.append(f"{scheme} {violation['id']}: {[node['html'][:120] for node in violation['nodes']]}")
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_recorder_import_player_and_transcript_have_no_violations(page: Page, track_id: uuid.UUID, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    recorder = Recorder(page).open()
    assert violations(page) == []
    recorder.record(1)
    assert violations(page) == []
    recorder.done()
    assert violations(page) == []
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/record")
    expect(page.locator("recovery-card")).to_be_visible()
    assert violations(page) == []
    page.goto("/import")
    assert violations(page) == []
    page.goto(f"/tracks/{track_id}")
    page.get_by_role("link", name="Another thing.", exact=True).first.click()
    page.get_by_role("button", name="Correct").click()
    page.get_by_role("link", name="One thing.", exact=True).first.click()
    expect(page.get_by_label("What was said")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Larger player").click()
    assert violations(page) == []


def test_nothing_is_wider_than_the_smallest_phone(page: Page, track_id: uuid.UUID) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/record", "/import", f"/tracks/{track_id}?t=2"):
        page.goto(address)
        page.wait_for_timeout(300)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, address


def test_nothing_leaves_the_origin(page: Page, track_id: uuid.UUID, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/record", "/import", f"/tracks/{track_id}"):
        page.goto(address)
        page.wait_for_timeout(300)
    foreign = [url for url in asked if not url.startswith((base_url, "data:", "blob:"))]
    assert foreign == []
    assert urlsplit(base_url).hostname == "127.0.0.1"
