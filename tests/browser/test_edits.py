"""A rehearsal on a phone: read it, cut it, say a part again, take it back, and only then let others hear it."""

import uuid
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlmodel import col

from app.domain import playlists, tracks
from app.models import Recording, StageName
from app.objects import objects
from tests.browser.recorder import Recorder, Within
from tests.cast import Cast
from tests.worker.scripted import ScriptedTranscriber
from worker import tasks
from worker.workplace import Workplace


@pytest.fixture
def shelf(team: Cast, within: Within) -> uuid.UUID:
    """Ada's playlist, open to everybody."""
    with within(team.ada) as session:
        return playlists.create(session, team.ada.member, title="How we bill", audience="everyone_listens").id


@pytest.fixture
def work(team: Cast, within: Within, tmp_path: Path) -> Callable[[], None]:
    """Every stage of the one recording there is, as the worker would."""
    place = Workplace(objects(), ScriptedTranscriber(), tmp_path, Event())

    def through() -> None:
        with within(team.ada) as session:
            recording = session.scalars(select(Recording).where(col(Recording.size_bytes) > 0)).one()
            payload = {"workspace_id": str(recording.workspace_id), "recording_id": str(recording.id)}
        for stage in StageName:
            tasks.run(place, stage, payload)  # type: ignore[arg-type]

    return through


def test_nothing_is_heard_before_it_is_read_cut_and_said_again(
    page: Page, team: Cast, within: Within, shelf: uuid.UUID, work: Callable[[], None]
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    recorder = Recorder(page).open(f"/record?playlist={shelf}").record(9).done()
    recorder.button("Read and edit it first").click()
    expect(page.get_by_role("heading", name="Read it before anybody hears it")).to_be_visible()
    with within(team.ben) as session:
        assert tracks.library(session, team.ben.member).items == []

    work()
    bill, wait = (page.get_by_role("button", name=line) for line in ScriptedTranscriber.lines[:2])
    expect(wait).to_be_visible()
    wait.locator("[data-word]").nth(1).click()
    expect(page.locator("[data-show=said]")).to_have_text("Then we wait a week.")
    assert not page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    page.get_by_role("button", name="Cut", exact=True).click()
    expect(page.get_by_text("Being made.")).to_be_visible()
    work()
    expect(wait).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Being made.")).to_be_visible()
    work()
    expect(wait).to_be_visible()

    wait.press("Enter")
    page.get_by_role("link", name="Record again from here").click()
    expect(page.get_by_text("It will stand in the place of everything")).to_be_visible()
    expect(recorder.button("Record")).to_be_enabled()
    recorder.record(3)
    recorder.button("Done").click()
    recorder.button("Use it").click()
    expect(page.get_by_role("heading", name="Read it before anybody hears it")).to_be_visible()
    work()
    expect(page.get_by_text("Said again")).to_be_visible()
    expect(bill.first).to_be_visible()

    page.get_by_label("Title").fill("How we bill")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="How we bill", level=1)).to_be_visible()
    with within(team.ben) as session:
        assert [track.title for track in tracks.library(session, team.ben.member).items] == ["How we bill"]
