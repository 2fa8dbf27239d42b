"""Changing pages within the page: title, place in the menu, focus and scroll follow."""

import pytest
from playwright.sync_api import Page, expect

from app.domain import passages, playlists
from tests.browser.recorder import Within
from tests.cast import Cast
from tests.tracks import make_track

SAYS = ("Nobody expects the zeppelin.",)
WIDE = {"width": 1280, "height": 600}


@pytest.fixture
def playlist_id(team: Cast, within: Within, page: Page) -> str:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    with within(team.ada) as session:
        playlist = playlists.create(session, team.ada.member, title="Twelve thoughts")
        for number in range(12):
            track = make_track(session, team.ada, title=f"Thought {number:02}", says=SAYS, playlist=playlist)
            passages.build(session, track, {})
        return str(playlist.id)


def place(page: Page) -> str | None:
    return page.locator("#rail [aria-current=page]").text_content()


def test_title_menu_and_focus_follow_while_the_document_stays(page: Page, playlist_id: str) -> None:
    page.goto("/library")
    page.evaluate("() => { window.stays = true; }")
    page.locator("#rail").get_by_role("link", name="People").click()
    expect(page).to_have_title("People · Lorecast")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert place(page) == "People"
    assert page.url.endswith("/people")
    assert page.evaluate("() => window.stays") is True


def test_going_back_returns_to_the_place_on_the_page(page: Page, playlist_id: str) -> None:
    page.goto("/library")
    page.evaluate("() => scrollTo(0, 400)")
    page.wait_for_timeout(200)
    page.get_by_role("link", name="Thought 03").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thought 03")
    assert page.evaluate("() => scrollY") == 0
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Library")
    assert place(page) == "Library"
    page.wait_for_function("() => Math.abs(scrollY - 400) < 3")


def test_refused_form_comes_back_with_the_focus_on_the_mistake(page: Page, playlist_id: str) -> None:
    page.goto(f"/playlists/{playlist_id}/edit")
    page.get_by_label("Title").fill("   ")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Title")).to_be_focused()
    expect(page.locator("#title-error")).to_be_visible()


def test_arranging_by_keyboard_keeps_the_focus_on_the_button(page: Page, playlist_id: str) -> None:
    page.goto(f"/playlists/{playlist_id}/arrange")
    down = page.get_by_role("button", name="Move Thought 00 down")
    for expected in (1, 2):
        down.press("Enter")
        expect(page.locator(".arrange__title").nth(expected)).to_have_text("Thought 00")
        expect(down).to_be_focused()


def test_arranging_by_dragging(page: Page, playlist_id: str) -> None:
    page.goto(f"/playlists/{playlist_id}/arrange")
    page.locator("sort-list[data-sortable]").wait_for()
    with page.expect_response(lambda answer: answer.url.endswith("/arrange")):
        drag(page, 0, 2)
    page.reload()
    expect(page.locator(".arrange__title").nth(2)).to_have_text("Thought 00")


def test_removing_says_so_and_undo_brings_it_back(page: Page, playlist_id: str) -> None:
    page.goto(f"/playlists/{playlist_id}/arrange")
    page.get_by_role("button", name="Remove Thought 01").click()
    expect(page.locator(".arrange__title").nth(1)).to_have_text("Thought 02")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Twelve thoughts")
    expect(page.locator(".track__title").nth(1)).to_have_text("Thought 01")


def test_search_answers_while_typing_and_keeps_the_cursor(page: Page, playlist_id: str) -> None:
    page.goto("/search")
    page.get_by_label("What was said?").press_sequentially("zeppel", delay=20)
    expect(page.locator(".hit__said mark").first).to_have_text("zeppelin")
    expect(page.get_by_label("What was said?")).to_be_focused()
    expect(page).to_have_title("Search: zeppel · Lorecast")


def test_no_network_is_said_and_the_page_stays(page: Page, playlist_id: str) -> None:
    page.goto("/library")
    page.context.set_offline(True)
    page.locator("#rail").get_by_role("link", name="People").click()
    expect(page.locator("#offline")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Library")


def drag(page: Page, row: int, to: int) -> None:
    """As slowly as a hand: the list gives way on the way there."""
    start, end = (page.locator("[data-grip]").nth(one).bounding_box() for one in (row, to))
    assert start
    assert end
    x = start["x"] + 10
    page.mouse.move(x, start["y"] + 20)
    page.mouse.down()
    for step in range(1, 21):
        page.mouse.move(x, start["y"] + 20 + (end["y"] + 6 - start["y"]) * step / 20)
        page.wait_for_timeout(30)
    page.mouse.up()
