"""Reading along: a tap on a sentence plays it, the spoken word is marked, what was misheard is put right in place."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from app.deps import objects
from tests import tracks
from tests.browser.chromium import Chromium
from tests.browser.conftest import cookie_of
from tests.browser.recorder import Within
from tests.cast import Cast

SAYS = (
    "First you open the second invoice.",
    "Then you look at the amount.",
    "Most of the time it is wrong.",
    "So you call the customer before you send it.",
    "They will thank you later.",
    "That is how we bill.",
)
POSITION = "() => document.querySelector('audio-player audio').currentTime"
MARKED = "() => [...CSS.highlights.get('spoken-word') ?? []].map(String).join()"


@pytest.fixture
def track_id(team: Cast, within: Within, rendition: bytes, monkeypatch: pytest.MonkeyPatch) -> uuid.UUID:
    """A track of two minutes in which something is said every five seconds."""
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        return tracks.make_track(session, team.ada, says=SAYS * 4, duration_ms=120_000, storage=objects()).id


def test_one_tap_on_a_sentence_plays_from_it_and_marks_its_words(page: Page, track_id: uuid.UUID) -> None:
    page.goto(f"/tracks/{track_id}")
    page.get_by_text("Most of the time it is wrong.").first.click()
    page.wait_for_function(f"() => Math.abs(({POSITION})() - 10) <= 1")
    expect(page.locator("[data-segment][aria-current]")).to_have_text("Most of the time it is wrong.")
    page.wait_for_function(f"() => ({MARKED})() === 'time'")


def test_scrolling_by_hand_stops_the_following_until_it_is_asked_for(page: Page, track_id: uuid.UUID) -> None:
    page.goto(f"/tracks/{track_id}")
    page.get_by_text("First you open").first.click()
    page.wait_for_timeout(500)
    page.mouse.move(180, 300)
    page.mouse.wheel(0, 3_000)
    follow = page.get_by_role("button", name="Follow")
    expect(follow).to_be_visible()
    page.evaluate("() => { document.querySelector('audio-player audio').currentTime = 6 }")
    page.wait_for_timeout(600)
    top = "() => document.querySelector('[data-segment][aria-current]').getBoundingClientRect().top"
    assert page.evaluate(top) < 0
    follow.click()
    page.wait_for_function(f"() => ({top})() > 0")
    expect(follow).to_be_hidden()


def test_a_sentence_is_corrected_in_place_and_back(page: Page, track_id: uuid.UUID) -> None:
    page.goto(f"/tracks/{track_id}")
    page.get_by_role("button", name="Correct").click()
    page.get_by_text("Then you look at the amount.").first.click()
    page.get_by_label("What was said").fill("Then you look at the address.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Then you look at the address.")).to_be_visible()
    page.get_by_role("link", name="edited").click()
    expect(page.get_by_text("Edited by Ada Lovelace, just now")).to_be_visible()
    page.get_by_text("Show what was heard").click()
    expect(page.locator("blockquote")).to_have_text("Then you look at the amount.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Then you look at the address.")).to_have_count(0)
    expect(page.get_by_role("link", name="Then you look at the amount.", exact=True)).to_have_count(4)


def test_the_second_of_two_editors_is_told_in_place(page: Page, track_id: uuid.UUID) -> None:
    page.goto(f"/tracks/{track_id}")
    page.get_by_role("button", name="Correct").click()
    page.get_by_text("Then you look at the amount.").first.click()
    expect(page.get_by_label("What was said")).to_be_focused()
    page.evaluate("() => { document.querySelector('[name=text_before]').value = 'Somebody was faster.' }")
    page.get_by_label("What was said").fill("Mine")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="Somebody changed this")).to_be_visible()
    expect(page.get_by_label("What was said")).to_have_value("Mine")


def test_without_scripts_sentences_are_links_and_corrections_a_page(
    chromium: Chromium, track_id: uuid.UUID, team: Cast
) -> None:
    with chromium.without_scripts(cookie_of(team.ada)) as context:
        page = context.new_page()
        page.goto(f"/tracks/{track_id}")
        page.get_by_role("link", name="Most of the time it is wrong.").first.click()
        page.wait_for_url("**t=10*")
        expect(page.locator("audio[controls]")).to_be_visible()
        page.get_by_role("link", name="Correct: Then you look").first.click()
        page.get_by_label("What was said").fill("Then you look at the address.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Then you look at the address.")).to_be_visible()


def test_without_scripts_recorder_and_import_say_what_to_do(chromium: Chromium, team: Cast) -> None:
    with chromium.without_scripts(cookie_of(team.ada)) as context:
        page = context.new_page()
        page.goto("/record")
        expect(page.locator("noscript h2")).to_have_text("Recording needs JavaScript")
        page.goto("/import")
        expect(page.locator("noscript h2")).to_have_text("Importing needs JavaScript")
