"""The three journeys everything serves, on a phone of 360 px, each with a real recording and a picture at its end.

LORECAST_PICTURES names a folder that keeps the pictures.
"""

import os
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import httpx
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
from tests.browser.player import POSITION, SECONDS, seconds_of, seek, wait_until_noted
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


def wait_until_ready(track: str, player: Player) -> None:
    for _ in range(1_800):
        if httpx.get(track, headers=player.bearer).json()["status"] == "ready":
            return
        time.sleep(0.2)
    pytest.fail("the track never became ready")


@pytest.mark.model
@pytest.mark.timeout(900)
def test_an_expert_records_along_an_outline_and_is_heard_and_found(
    phone: Phone, speaking: Chromium, worker: Child, team: Cast, tmp_path: Path
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
    sentence = ben.locator("[data-segment]").filter(has_text="country").first
    expect(sentence).to_be_visible(timeout=400_000)
    sentence.click()
    said_at = int(sentence.get_attribute("data-start-ms") or 0) / 1000
    ben.wait_for_function(f"() => Math.abs(({POSITION})() - {said_at}) < 1.5")
    track = ben.url.split("/tracks/")[1].split("?")[0]
    wait_until_ready(f"{speaking.base_url}/api/tracks/{track}", team.ben)
    ben.goto("/search?q=ask+what+you+can+do")
    ben.locator("#hits a[href*='t=']").first.click()
    ben.wait_for_url("**/tracks/*t=*")
    ben.wait_for_function(f"() => ({POSITION})() > 0.5")
    opens_at = float(ben.url.split("t=")[1].split("&")[0])
    spoken = seconds_of("ask what you can do", speaking.base_url, track, team.ben)
    assert min(abs(max(second - 1, 0) - opens_at) for second in spoken) <= 0.01
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


@pytest.fixture
def welcome(team: Cast, within: Within, rendition: bytes, monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """Ada's onboarding playlist, where questions need no name: its id and those of its two tracks."""
    monkeypatch.setattr(tracks, "SOUND", rendition)
    with within(team.ada) as session:
        made = playlists.create(session, team.ada.member, title="Your first week", kind=PlaylistKind.ONBOARDING)
        made.anonymous_at = now()
        says = ("You are welcome here.", "Ask before you are stuck.", "Nobody expects a result from you yet.")
        given = {"playlist": made, "says": says, "duration_ms": SECONDS * 1000, "storage": objects()}
        titles = ("Whom to ask", "How we meet")
        return [made.id, *(tracks.make_track(session, team.ada, title=title, **given).id for title in titles)]


@pytest.mark.timeout(300)
def test_a_new_hire_listens_along_their_path_asks_and_is_asked(
    phone: Phone, speaking: Chromium, team: Cast, within: Within, welcome: list[uuid.UUID], tmp_path: Path
) -> None:
    ada, ben = phone(team.ada), phone(team.ben)
    ada.goto(f"/playlists/{welcome[0]}/assignments")
    ada.get_by_label("Ben Okri").check()
    ada.get_by_role("button", name="Put it on their path").click()
    expect(ada.get_by_role("heading", name="On the path of")).to_be_visible()
    listen_and_jump(ben)
    ask_without_a_name(ben, "Whom do I ask about my laptop?")
    hear_the_rest(ben, f"{speaking.base_url}/api/tracks/{welcome[1]}/listen", team.ben)
    keep_picture(ben, "journey-2-path", tmp_path)
    share_progress(ben, ada)
    keep_picture(ada, "journey-2-mentor", tmp_path)
    with within(team.ada) as session:
        assert asking_back.ask_due(session, today=now().date() + timedelta(days=40)) == 1
    answer_by_voice(ben)
    keep_picture(ben, "journey-2-asked", tmp_path)


def listen_and_jump(hire: Page) -> None:
    """The next track of the path at 1.5 times; a tap on a sentence goes there."""
    hire.goto("/path")
    expect(hire.get_by_text("0 of 2 heard")).to_be_visible()
    hire.locator(".next-up .play-button").click()
    hire.wait_for_function(f"() => ({POSITION})() > 0.3")
    hire.locator("[data-do=expand]").click()
    hire.locator("[data-speeds]").select_option("1.5")
    hire.locator("[data-do=expand]").click()
    hire.locator(".next-up__title").click()
    hire.get_by_text("Nobody expects a result from you yet.").click()
    hire.wait_for_function(f"() => Math.abs(({POSITION})() - 10) < 2")


def ask_without_a_name(hire: Page, question: str) -> None:
    hire.get_by_label("A note or a question").fill(question)
    hire.get_by_role("button", name="Ask without my name").click()
    expect(hire.locator(".talk").filter(has_text=question)).to_contain_text("Without a name")


def hear_the_rest(hire: Page, place: str, player: Player) -> None:
    """The end of the first track; the second one begins by itself."""
    seek(hire, SECONDS - 2)
    hire.wait_for_function("() => document.querySelector('audio-player').textContent.includes('How we meet')")
    wait_until_noted(place, player.bearer, SECONDS * 950)
    hire.goto("/path")
    expect(hire.get_by_text("1 of 2 heard")).to_be_visible()


def share_progress(hire: Page, mentor: Page) -> None:
    mentor.goto("/hires")
    expect(mentor.get_by_text("not shared (it is theirs to share)")).to_be_visible()
    hire.get_by_role("button", name="Share with Ada").click()
    expect(hire.get_by_role("button", name="Stop sharing")).to_be_visible()
    mentor.goto("/hires")
    expect(mentor.get_by_text("1 of 2 heard")).to_be_visible()


def answer_by_voice(hire: Page) -> None:
    """From the home page to the first card of what they know, recorded."""
    hire.goto("/")
    hire.get_by_role("link", name=re.compile("What do you know that we do not", re.IGNORECASE)).first.click()
    expect(hire.get_by_role("heading", level=1)).to_contain_text("what do you know that we do not?")
    hire.get_by_role("link", name="What Ben knows").click()
    hire.locator(".outline-card").first.click()
    recorder = Recorder(hire)
    expect(recorder.button("Record")).to_be_enabled()
    recorder.record(4).done().button("Publish").click()
    expect(hire.get_by_role("link", name=re.compile("^Next card: "))).to_be_visible()
