"""Skipping silence: off by default, over the long ones only, remembered with the person."""

import uuid

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from app.models import Recording, Waveform
from tests.browser.player import POSITION, play, position, seek
from tests.browser.recorder import Within
from tests.cast import Cast

SAVED = ".skip-silence__saved"


@pytest.fixture
def silent(team: Cast, within: Within, playlist: list[uuid.UUID]) -> list[uuid.UUID]:
    """The first track says nothing from 0:10 to 0:40."""
    with within(team.ada) as session:
        drawn = select(Waveform).join(Recording).where(Recording.track_id == playlist[1])
        session.exec(drawn).one().silences = [[10_000, 40_000]]
    return playlist


def larger(page: Page) -> None:
    page.locator("audio-player").get_by_role("button", name="Larger player").click()


def test_a_long_silence_is_skipped_once_one_asks_for_it(page: Page, silent: list[uuid.UUID]) -> None:
    play(page, silent)
    larger(page)
    seek(page, 12)
    page.wait_for_function(f"() => ({POSITION})() > 13")
    assert position(page) < 30, "off by default"
    with page.expect_response("**/api/me/preferences"):
        page.get_by_label("Skip silence").check()
    page.wait_for_function(f"() => ({POSITION})() > 39.5")
    assert position(page) < 45
    expect(page.locator(SAVED)).to_contain_text("sec saved")
    page.reload()
    play(page, silent)
    larger(page)
    expect(page.get_by_label("Skip silence")).to_be_checked()
    seek(page, 9)
    page.wait_for_function(f"() => ({POSITION})() > 39.5")
    expect(page.locator(SAVED)).to_have_text("29 sec saved")
