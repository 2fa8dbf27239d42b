"""Reading along: a tap on a sentence plays it, the spoken word is marked, what was misheard is put right in place."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from app.deps import objects
from app.domain import transcripts
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
HTML_COPIED = (
    """() => navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"""
)
DOUBTED = "() => [...CSS.highlights.get('doubtful-word') ?? []].map(String).join()"
SELECTED = """() => {
    const { value = '', selectionStart, selectionEnd } = document.querySelector('textarea[data-doubt]') ?? {};
    return value.slice(selectionStart, selectionEnd);
}"""
# In whole pixels: between two, Chromium loses where a drawing over text began.
PLACE_OF_LETTER = """(sentence, at) => {
    const letter = document.createRange();
    letter.setStart(sentence.firstChild, at);
    letter.setEnd(sentence.firstChild, at + 1);
    const { left, top, width, height } = letter.getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)];
}"""


@pytest.fixture
def track_id(team: Cast, within: Within, rendition: bytes, monkeypatch: pytest.MonkeyPatch) -> uuid.UUID:
    """A track of two minutes in which something is said every five seconds."""
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        return tracks.make_track(session, team.ada, says=SAYS * 4, duration_ms=120_000, storage=objects()).id


@pytest.fixture
def doubtful_track_id(team: Cast, within: Within, rendition: bytes, monkeypatch: pytest.MonkeyPatch) -> uuid.UUID:
    """Of its three sentences the model was unsure of "slip weigh" in the first, and of "bill" in the last."""
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        says = ("We say slip weigh here.", "Often enough.", "That is how we bill.")
        track = tracks.make_track(session, team.ada, says=says, duration_ms=120_000, storage=objects())
        said = transcripts.of(session, track)
        assert said is not None
        for segment in said.segments:
            unsure = {"slip", "weigh", "bill."}
            segment.words = [[*word[:3], 0.3 if word[2] in unsure else 0.9] for word in segment.words]
        return track.id


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


def test_words_that_are_drawn_over_are_copied_as_a_quote(page: Page, track_id: uuid.UUID) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/tracks/{track_id}")
    sentence = page.get_by_text("Most of the time it is wrong.").first
    sentence.evaluate("(sentence) => sentence.scrollIntoView({ block: 'center' })")
    # From within “Most” into “time”: no drag of a link, no playing, and both words whole.
    page.mouse.move(*sentence.evaluate(PLACE_OF_LETTER, 1))
    page.mouse.down()
    page.mouse.move(*sentence.evaluate(PLACE_OF_LETTER, 14), steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Copy quote").click()
    expect(page.get_by_text("The quote is copied, with its link.")).to_be_visible()
    link = f"{page.url.split('/tracks')[0]}/tracks/{track_id}?t=10"
    assert (
        page.evaluate("() => navigator.clipboard.readText()")
        == f"“Most of the time” — Ada Lovelace, How we bill, {link}"
    )
    html = page.evaluate(HTML_COPIED)
    assert f'<a href="{link}">How we bill</a>' in html
    assert page.evaluate("() => document.querySelector('audio-player audio').paused")
    page.get_by_role("button", name="Find in this track").click()
    page.keyboard.type("WRONG")
    page.keyboard.press("Shift+Enter")
    expect(page.get_by_text("4 of 4")).to_be_visible()
    page.keyboard.press("Escape")
    sentence.focus()
    page.keyboard.press("q")
    expect(page.get_by_role("button", name="Copy quote")).to_be_focused()
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error()) }")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="lets nothing be copied")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sentence).to_be_focused()


def test_the_way_from_doubtful_word_to_doubtful_word(page: Page, doubtful_track_id: uuid.UUID) -> None:
    page.goto(f"/tracks/{doubtful_track_id}")
    count, field = page.locator("[data-count]"), page.get_by_label("What was said")
    expect(count).to_be_hidden()
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(count).to_have_text("3 doubtful words")
    assert page.evaluate(DOUBTED) == "slip,weigh,bill"
    page.get_by_role("button", name="Next doubtful word").click()
    expect(field).to_be_focused()
    assert page.evaluate(SELECTED) == "slip"
    page.keyboard.press("Alt+Enter")
    page.wait_for_function("() => document.querySelector('audio-player audio').currentTime > 0.1")
    page.wait_for_function("() => document.querySelector('audio-player audio').paused")
    page.keyboard.press("Tab")
    page.wait_for_function(f"() => ({SELECTED})() === 'weigh'")
    field.fill("We say Slipway here.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved. Teach Lorecast “Slipway”?")).to_be_visible()
    page.wait_for_function(f"() => ({SELECTED})() === 'bill'")
    page.get_by_role("button", name="It is right").click()
    expect(count).to_have_text("No doubtful words")
    page.get_by_role("button", name="Teach it").click()
    expect(page.get_by_text("“Slipway” is taught")).to_be_visible()
    expect(page.get_by_role("link", name="We say Slipway here.", exact=True)).to_be_visible()


def test_the_second_of_two_editors_is_told_in_place(page: Page, track_id: uuid.UUID) -> None:
    page.goto(f"/tracks/{track_id}")
    page.get_by_role("button", name="Correct").click()
    page.get_by_text("Then you look at the amount.").first.click()
    expect(page.get_by_label("What was said")).to_be_focused()
    page.evaluate("() => { document.querySelector('[name=text_before]').value = 'It read so before.' }")
    page.get_by_label("What was said").fill("Mine")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="while you were editing")).to_be_visible()
    expect(page.locator("blockquote").first).to_have_text("Then you look at the amount.")
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
