"""Arranging a playlist: rows are dragged by their grip, or moved by buttons, and the order stays."""

from playwright.sync_api import Locator, Page, expect

from app.domain import playlists
from tests import tracks
from tests.browser.recorder import Within
from tests.cast import Cast


def test_a_dragged_track_stays_where_it_was_dropped(page: Page, team: Cast, within: Within) -> None:
    with within(team.ada) as session:
        made = playlists.create(
            session, team.ada.member, title="Billing", description="", kind="expert", audience="everyone_adds"
        )
        for title in ("First", "Second", "Third"):
            tracks.make_track(session, team.ada, title=title, playlist=made)
        address = f"/playlists/{made.id}/arrange"
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(address)
    page.wait_for_timeout(500)
    grips = page.locator("[data-grip]")
    drag(page, grips.nth(0), grips.nth(2))
    shown = page.locator(".arrange__title")
    expect(shown).to_have_text(["Second", "Third", "First"])
    page.wait_for_timeout(500)
    page.goto(address)
    expect(shown).to_have_text(["Second", "Third", "First"])
    page.get_by_role("button", name="Move Third up").click()
    expect(shown).to_have_text(["Third", "Second", "First"])


def drag(page: Page, grip: Locator, onto: Locator) -> None:
    """To below the middle of the other row, slowly enough for rows to make way."""
    start, end = grip.bounding_box(), onto.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    for step in range(1, 13):
        page.mouse.move(start["x"] + 20, start["y"] + 20 + (end["y"] + 20 - start["y"]) * step / 12)
        page.wait_for_timeout(40)
    page.mouse.up()
