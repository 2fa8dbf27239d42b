"""From a problem to a recorded solution in two taps, and what came of it in a sentence. On a phone of 360 pixels."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from app.domain import acceptances, groups, outcomes, playlists
from app.models import Contribution, GroupKind, OutcomeResult, PlaylistKind, Role
from tests.app.domain import problem as problems
from tests.browser.conftest import Window
from tests.browser.recorder import Recorder, Within
from tests.browser.test_access import violations
from tests.browser.test_pages import TOO_SMALL, WIDTHS
from tests.cast import Cast, join


def ask(team: Cast, within: Within) -> uuid.UUID:
    with within(team.ada) as session:
        words = {"title": "Why do they leave?", "description": "One in five shops does not renew."}
        return playlists.create(session, team.ada.member, **words, kind=PlaylistKind.COLLABORATIVE).id


@pytest.fixture
def answered(team: Cast, within: Within) -> str:
    """The address of a problem with answers of each kind, outcomes of others and one's own, and somebody to ask."""
    with within(team.ada) as session:
        problem = problems.ask(session, team.ada, team.ben)
        for kind in (None, *Contribution):
            problems.contribute(session, team.ada, problem.playlist, kind, title=f"Answer, a rather long one, {kind}")
        given = (problem.playlist, problem.solution)
        outcomes.leave(session, team.ben.member, *given, result=OutcomeResult.DID_NOT, sentence="It rained. " * 20)
        outcomes.leave(session, team.ada.member, *given, result=OutcomeResult.WORKED)
        acceptances.accept(session, team.ada.member, *given)
        eve = join(session, "Eve Arden-Featherstonehaugh", Role.MEMBER).member
        legal = groups.create(session, team.ada.member, name="Legal affairs", kind=GroupKind.DEPARTMENT)
        groups.add(session, team.ada.member, legal, eve)
        return f"/playlists/{problem.playlist.id}"


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_is_too_wide_or_too_small(page: Page, answered: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in (answered, f"{answered}/overview", f"{answered}/items", f"{answered}/edit"):
        page.goto(address)
        page.evaluate("() => { for (const one of document.querySelectorAll('details')) one.open = true }")
        assert violations(page) == [], address
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(TOO_SMALL) == [], address


def wider_than_the_phone(page: Page) -> bool:
    wider: bool = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return wider


def test_a_solution_is_two_taps_away_and_stands_there_once_it_is_told(
    window: Window, team: Cast, within: Within
) -> None:
    playlist_id = ask(team, within)
    with window(team.ben) as context:
        page = context.pages[0]
        page.goto(f"/playlists/{playlist_id}")
        assert not wider_than_the_phone(page)
        page.get_by_role("link", name=re.compile("Solution")).click()
        recorder = Recorder(page)
        recorder.button("Record").click()
        expect(recorder.button("Pause")).to_be_visible()
        page.wait_for_timeout(3_000)
        recorder.done().publish("Call them in May")
        page.wait_for_url(f"**/playlists/{playlist_id}")
        solutions = page.locator(".answers__kind", has=page.get_by_role("heading", name="Solutions 1"))
        expect(solutions.get_by_role("link", name="Call them in May")).to_be_visible()
        expect(solutions.locator(".pill--solution")).to_be_visible()
        assert not wider_than_the_phone(page)
    with window(team.ada, "other phone") as context:
        page = context.pages[0]
        page.goto(f"/playlists/{playlist_id}")
        page.get_by_text("In a sentence", exact=True).click()
        page.get_by_label("What came of it, in a sentence").fill("Seven of seven are still here.")
        page.get_by_role("button", name="It worked").click()
        expect(page.locator(".outcomes__sum")).to_contain_text("Tried once — worked for 1")
        expect(page.locator(".outcome__sentence")).to_have_text("Seven of seven are still here.")
        page.get_by_role("button", name="Accept").click()
        expect(page.locator(".pill--accepted")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".pill--accepted")).to_have_count(0)


def test_an_outcome_is_told_by_voice(window: Window, team: Cast, within: Within) -> None:
    playlist_id = ask(team, within)
    with window(team.ada) as context:
        page = context.pages[0]
        Recorder(page).open(f"/record?playlist={playlist_id}&contribution=solution").record(2).done().publish("Call")
        page.wait_for_url(f"**/playlists/{playlist_id}")
        page.get_by_role("button", name="It worked").click()
        page.get_by_text("Change or say more").click()
        page.get_by_role("link", name="Say it by voice").click()
        expect(page.get_by_role("heading", name="Call")).to_be_visible()
        expect(Recorder(page).button("Record")).to_be_enabled()
        Recorder(page).record(2).done().publish("How it went")
        page.wait_for_url(f"**/playlists/{playlist_id}")
        expect(page.locator(".outcome").get_by_role("button", name="Play How it went")).to_be_visible()
        assert page.locator(".answers .track").count() == 1
