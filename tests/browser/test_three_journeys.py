"""The three journeys everything serves, on a phone of 360 px, each with a real recording and a picture at its end.

LORECAST_PICTURES names a folder that keeps the pictures.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.deps import objects
from app.domain import asking_back, playlists
from app.models import PlaylistKind
from app.models.base import now
from runtime.child import Child
from tests import tracks
from tests.browser.chromium import Chromium
from tests.browser.conftest import cookie_of
from tests.browser.player import POSITION, SECONDS, seek, wait_until_noted
from tests.browser.recorder import KEEP_STREAM, Recorder, Within
from tests.cast import Cast, Player

Phone = Callable[[Player], Page]


@pytest.fixture
def phone(speaking: Chromium, tmp_path: Path) -> Iterator[Phone]:
    """`phone(ben)`: Ben's own, whose microphone hears a president."""
    with ExitStack() as pockets:

        def take_out(player: Player) -> Page:
            profile = tmp_path / str(player.member.id)
            return pockets.enter_context(speaking.window(profile, cookie_of(player))).pages[0]

        yield take_out


def keep_picture(page: Page, name: str, tmp_path: Path) -> None:
    picture = tmp_path / f"{name}.png"
    page.screenshot(path=picture, full_page=True)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the phone"
    if kept := os.environ.get("LORECAST_PICTURES"):
        shutil.copy(picture, kept)


@pytest.mark.model
@pytest.mark.timeout(600)
def test_an_expert_records_along_an_outline_and_is_heard_and_found(
    phone: Phone, worker: Child, team: Cast, tmp_path: Path
) -> None:
    ada = phone(team.ada)
    ada.add_init_script(KEEP_STREAM)
    ada.goto("/playlists/new")
    ada.get_by_role("link", name="Perfect your sales pitch").click()
    ada.get_by_role("button", name="Make the playlist").click()
    ada.wait_for_url(re.compile(r"/playlists/[0-9a-f-]{36}$"))
    playlist = ada.url
    ada.locator(".outline-card").first.click()
    recorder = Recorder(ada)
    expect(recorder.button("Record")).to_be_enabled()
    recorder.record(6)
    ada.evaluate("() => stream.getAudioTracks()[0].dispatchEvent(new Event('mute'))")
    expect(ada.get_by_role("alert").filter(has_text="Paused by your phone")).to_be_visible()
    recorder.button("Go on").click()
    ada.wait_for_timeout(12_000)
    recorder.done().button("Publish").click()
    expect(ada.get_by_role("link", name=re.compile("^Next card: "))).to_be_visible()

    ben = phone(team.ben)
    ben.goto(playlist)
    ben.locator(".track .play-button").first.click()
    ben.wait_for_function(f"() => ({POSITION})() > 0.5")
    ben.locator(".track__title").first.click()
    expect(ben.locator("[data-segment]").filter(has_text="country").first).to_be_visible(timeout=400_000)
    expect(ben.get_by_text("Ready: it can be heard, read and found.")).to_be_visible(timeout=400_000)
    ben.goto("/search?q=your+country")
    ben.locator("#hits a[href*='t=']").first.click()
    ben.wait_for_url("**/tracks/*t=*")
    ben.wait_for_function(f"() => ({POSITION})() > 0.5")
    keep_picture(ben, "journey-1-expert", tmp_path)


@pytest.mark.timeout(300)
def test_a_problem_gets_a_solution_from_another_department(
    phone: Phone, team: Cast, rendition: bytes, tmp_path: Path
) -> None:
    ada = phone(team.ada)
    ada.goto("/playlists/new?kind=collaborative")
    ada.get_by_label("Title").fill("How do we keep clients past the first year?")
    ada.get_by_label("What is the problem?").fill("A third of them leave before the second invoice.")
    ada.get_by_role("button", name="Make the playlist").click()
    ada.wait_for_url(re.compile(r"/playlists/[0-9a-f-]{36}$"))
    problem = ada.url

    ben = phone(team.ben)
    ben.goto(problem)
    ben.get_by_role("link", name=re.compile("Solution")).click()
    recorder = Recorder(ben)
    expect(recorder.button("Record")).to_be_enabled()
    recorder.record(5).done().publish("Call them in month ten")
    ben.wait_for_url(problem)

    ada.goto(problem)
    answer = ada.locator(".track").filter(has_text="Call them in month ten")
    expect(answer.get_by_text("Solution", exact=True)).to_be_visible()
    answer.get_by_text("In a sentence", exact=True).click()
    answer.get_by_label("What came of it, in a sentence").fill("Seven of seven are still with us.")
    answer.get_by_role("button", name="It worked").click()
    expect(answer.get_by_text("worked for 1")).to_be_visible()
    answer.get_by_role("button", name="Accept").click()
    expect(answer.get_by_text("Accepted")).to_be_visible()
    keep_picture(ada, "journey-3-problem", tmp_path)
    ada.get_by_role("link", name="Overview").click()
    ada.wait_for_url("**/overview")
    expect(ada.get_by_text("Seven of seven are still with us.")).to_be_visible()
    keep_picture(ada, "journey-3-overview", tmp_path)


@pytest.mark.timeout(300)
def test_a_new_hire_listens_along_their_path_asks_and_is_asked(
    phone: Phone,
    speaking: Chromium,
    team: Cast,
    within: Within,
    rendition: bytes,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        welcome = playlists.create(session, team.ada.member, title="Your first week", kind=PlaylistKind.ONBOARDING)
        welcome.anonymous_at = now()
        says = ("You are welcome here.", "Ask before you are stuck.", "Nobody expects a result from you yet.")
        given = {"playlist": welcome, "says": says, "duration_ms": SECONDS * 1000, "storage": objects()}
        first = tracks.make_track(session, team.ada, title="Whom to ask", **given)
        tracks.make_track(session, team.ada, title="How we meet", **given)

    ada = phone(team.ada)
    ada.goto(f"/playlists/{welcome.id}/assignments")
    ada.get_by_label("Ben Okri").check()
    ada.get_by_role("button", name="Put it on their path").click()
    expect(ada.get_by_role("heading", name="On the path of")).to_be_visible()

    ben = phone(team.ben)
    ben.goto("/path")
    expect(ben.get_by_text("0 of 2 heard")).to_be_visible()
    ben.locator(".next-up .play-button").click()
    ben.wait_for_function(f"() => ({POSITION})() > 0.3")
    ben.locator("[data-do=expand]").click()
    ben.locator("[data-speeds]").select_option("1.5")
    ben.locator("[data-do=expand]").click()
    ben.locator(".next-up__title").click()
    ben.get_by_text("Nobody expects a result from you yet.").click()
    ben.wait_for_function(f"() => Math.abs(({POSITION})() - 10) < 2")
    ben.get_by_label("A note or a question").fill("Whom do I ask about my laptop?")
    ben.get_by_role("button", name="Ask without my name").click()
    expect(ben.locator(".talk").filter(has_text="Whom do I ask about my laptop?")).to_contain_text("Without a name")
    seek(ben, SECONDS - 2)
    ben.wait_for_function("() => document.querySelector('audio-player').textContent.includes('How we meet')")
    wait_until_noted(f"{speaking.base_url}/api/tracks/{first.id}/listen", team.ben.bearer, SECONDS * 950)
    ben.goto("/path")
    expect(ben.get_by_text("1 of 2 heard")).to_be_visible()
    keep_picture(ben, "journey-2-path", tmp_path)
    ada.goto("/hires")
    expect(ada.get_by_text("not shared (it is theirs to share)")).to_be_visible()
    ben.get_by_role("button", name="Share with Ada").click()
    expect(ben.get_by_role("button", name="Stop sharing")).to_be_visible()
    ada.goto("/hires")
    expect(ada.get_by_text("1 of 2 heard")).to_be_visible()
    keep_picture(ada, "journey-2-mentor", tmp_path)

    with within(team.ada) as session:
        assert asking_back.ask_due(session, today=now().date() + timedelta(days=40)) == 1
    ben.goto("/")
    ben.get_by_role("link", name=re.compile("What do you know that we do not", re.IGNORECASE)).first.click()
    expect(ben.get_by_role("heading", level=1)).to_contain_text("what do you know that we do not?")
    ben.get_by_role("link", name="What Ben knows").click()
    ben.locator(".outline-card").first.click()
    recorder = Recorder(ben)
    expect(recorder.button("Record")).to_be_enabled()
    recorder.record(4).done().button("Publish").click()
    expect(ben.get_by_role("link", name=re.compile("^Next card: "))).to_be_visible()
    keep_picture(ben, "journey-2-asked", tmp_path)
