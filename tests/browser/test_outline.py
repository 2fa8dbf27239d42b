"""An outline on a phone: a card is two taps away from a running recording, and the next one follows on."""

import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.domain import outlines, playlists
from app.domain.outlines import Line
from tests.browser.chromium import kill
from tests.browser.conftest import Window
from tests.browser.recorder import Recorder, Within, profile_of, titles
from tests.cast import Cast

PHONE_WIDTH = 360


@pytest.fixture
def pitch(team: Cast, within: Within) -> uuid.UUID:
    """Ada's playlist with two open cards."""
    with within(team.ada) as session:
        made = playlists.create(session, team.ada.member, title="Our sales pitch")
        outlines.write(session, made, [Line("The first minute", "Whom do you greet, and how?"), Line("The price")])
        return made.id


def is_wide(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))


def test_card_becomes_a_track_and_the_next_one_is_offered(page: Page, team: Cast, within: Within, pitch) -> None:
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 740})
    page.goto(f"/playlists/{pitch}")
    expect(page.get_by_text("0 of 2 done")).to_be_visible()
    assert not is_wide(page)
    page.get_by_role("link", name="The first minute").click()
    expect(page.get_by_text("Whom do you greet, and how?")).to_be_visible()
    recorder = Recorder(page)
    expect(recorder.button("Record")).to_be_enabled()
    recorder.record(2).done()
    expect(page.get_by_label("Title")).to_have_value("The first minute")
    recorder.button("Publish").click()
    expect(page.get_by_role("link", name="Next card: The price")).to_be_visible()
    assert not is_wide(page)
    assert titles(within, team.ada) == ["The first minute"]
    page.get_by_role("link", name="Open the playlist").click()
    expect(page.get_by_text("1 of 2 done")).to_be_visible()
    expect(page.get_by_role("link", name="The price")).to_be_visible()


def test_recording_found_again_still_lands_at_its_card(
    window: Window, team: Cast, within: Within, pitch, tmp_path: Path
) -> None:
    """The phone dies before publishing; what is sent later is the card's track under the card's title."""
    with within(team.ada) as session:
        card = outlines.cards(session, playlists.get(session, team.ada.member, pitch))[1]
    with window(team.ada) as context:
        Recorder(context.pages[0]).open(f"/record?playlist={pitch}&card={card.id}").record(6)
        kill(profile_of(tmp_path))
    with window(team.ada) as context:
        context.pages[0].goto("/")
        recovered = context.pages[0].locator("recovery-card")
        expect(recovered).to_contain_text("The price")
        recovered.get_by_role("button", name="Send it").click()
        expect(recovered).to_contain_text("safe on the server")
    with within(team.ada) as session:
        playlist = playlists.get(session, team.ada.member, pitch)
        assert [item.track.title for item in playlist.items] == ["The price"]
        assert [place.is_open for place in outlines.of(session, playlist)] == [True, False]
