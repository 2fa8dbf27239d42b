"""A queue that fits: from the home page to the last track of it, over what comes from where."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from app.deps import objects
from app.domain import assigning, playlists
from tests import tracks
from tests.browser.conftest import Window
from tests.browser.player import SECONDS
from tests.browser.recorder import Within
from tests.cast import Cast


@pytest.fixture
def asked(team: Cast, within: Within, playlist: list[uuid.UUID]) -> None:
    """Ben is asked to hear one track of two minutes; three more are new to him."""
    with within(team.ada) as session:
        first = playlists.create(session, team.ada.member, title="Your first week")
        given = {"playlist": first, "duration_ms": SECONDS * 1000, "storage": objects()}
        tracks.make_track(session, team.ada, title="Where things are", **given)
        assigning.assign(session, team.ada.member, first, [team.ben.member], mentor=team.ada.member)


def queue(page: Page) -> list[str]:
    page.goto("/")
    page.get_by_role("link", name="I have 5 minutes").click()
    expect(page.get_by_role("heading", name="You have 5 minutes")).to_be_visible()
    return page.locator("#queue .track__title").all_inner_texts()


def test_play_all_goes_from_the_path_on_to_what_is_new(window: Window, team: Cast, asked: None) -> None:
    with window(team.ben) as context:
        page = context.pages[0]
        assert queue(page) == ["Where things are", "Reminders"]
        page.get_by_role("button", name="Play all").click()
        expect(page.locator("audio-player .player__title")).to_have_text("Where things are")
        expect(page.get_by_role("button", name="Pause Where things are")).to_be_visible()
        page.locator("audio-player").get_by_role("button", name="Larger player").click()
        expect(page.locator(".player__queue button")).to_have_text(["Reminders · Ada Lovelace"])
