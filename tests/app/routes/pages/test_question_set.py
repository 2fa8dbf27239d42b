"""The question set: answers travel in the form, and become a playlist's cards or superpowers, never both unasked."""

import re

import pytest

from app.domain import question_set
from tests.cast import Player

KEYS = [one.key for step in question_set.steps() for one in step.questions]


def draft(player: Player, **answers: str):
    return player.browser.post("/questions", data={**answers, "step": "3", "go": "on"})


def rows(page: str) -> dict[str, list[str]]:
    """The draft's form as a browser would send it back."""
    return {
        "title": re.findall(r'id="title" name="title"[^>]* value="([^"]*)"', page),
        "name": re.findall(r'name="name" value="([^"]*)"', page),
        "prompt": re.findall(r'name="prompt" value="([^"]*)"', page),
        "picked": re.findall(r'name="picked" value="(\d+)" checked', page),
    }


def test_nine_questions_stand_on_three_steps(ada: Player) -> None:
    assert len(KEYS) == len(set(KEYS)) == 9
    assert "Step 1 of 3" in ada.browser.get("/questions").text


def test_answers_travel_through_the_steps_and_back(ada: Player) -> None:
    second = ada.browser.post("/questions", data={"colleagues": "Pivot tables", "step": "1", "go": "on"}).text
    assert "Step 2 of 3" in second
    assert '<input type="hidden" name="colleagues" value="Pivot tables">' in second
    fields = {"colleagues": "Pivot tables", "time": "Cleaning data", "step": "2", "go": "back"}
    first = ada.browser.post("/questions", data=fields).text
    assert 'name="colleagues" value="Pivot tables" maxlength' in first
    assert '<input type="hidden" name="time" value="Cleaning data">' in first


def test_draft_keeps_five_cards_with_something_of_each_side(ada: Player) -> None:
    page = rows(draft(ada, **{key: f"About {key}" for key in KEYS}).text)
    assert len(page["name"]) == 9
    assert page["name"][:3] == ["About colleagues", "About time", "About stuck"]
    assert page["picked"] == ["0", "1", "2", "3", "4"]


def test_draft_becomes_an_expert_playlist_and_nothing_on_the_profile(ada: Player) -> None:
    form = rows(draft(ada, colleagues="Pivot tables", stuck="The month's end").text)
    made = ada.browser.post("/questions/outline", data={**form, "make": "playlist"})
    page = ada.browser.get(made.headers["location"]).text
    assert "0 of 2 done" in page
    assert "Pivot tables" in page
    assert "Pivot tables" not in ada.browser.get(f"/people/{ada.member.id}").text.split("Heard in these")[0]


@pytest.mark.parametrize("wish", [{"make": "profile"}, {"make": "playlist", "superpowers": "1"}])
def test_superpowers_are_added_when_they_are_asked_for(ada: Player, wish: dict[str, str]) -> None:
    ada.browser.post(f"/people/{ada.member.id}/superpowers", data={"superpowers": "Cold calls"})
    form = rows(draft(ada, colleagues="Pivot tables").text)
    assert ada.browser.post("/questions/outline", data={**form, **wish}).status_code == 303
    page = ada.browser.get(f"/people/{ada.member.id}").text
    assert "Cold calls" in page
    assert "Pivot tables" in page


def test_no_answer_and_no_card_come_back_with_a_sentence(ada: Player) -> None:
    assert draft(ada, colleagues="  ").status_code == 422
    form = {**rows(draft(ada, colleagues="Pivot tables").text), "picked": []}
    answer = ada.browser.post("/questions/outline", data=form)
    assert answer.status_code == 422
    assert "Keep at least one card" in answer.text
    assert "Pivot tables" in answer.text


def test_too_much_for_a_profile_is_said_and_makes_no_playlist(ada: Player) -> None:
    form = {**rows(draft(ada, colleagues="x").text), "name": ["x" * 190] * 8, "prompt": [""] * 8}
    form |= {"picked": [str(place) for place in range(8)], "superpowers": "1", "title": "Mine for ever"}
    answer = ada.browser.post("/questions/outline", data=form)
    assert answer.status_code == 422
    assert "Please name at most" in answer.text
    assert "Mine for ever" not in ada.browser.get("/playlists").text


def test_guest_puts_them_on_the_profile_and_makes_no_playlist(gus: Player) -> None:
    page = draft(gus, colleagues="Orbits").text
    assert "Make the playlist" not in page
    form = rows(page)
    assert gus.browser.post("/questions/outline", data={**form, "make": "profile"}).status_code == 303
    assert gus.browser.post("/questions/outline", data={**form, "title": "x", "make": "playlist"}).status_code == 403


@pytest.mark.parametrize("page", ["/", "/record", "/requests"])
def test_question_set_is_found_from(ada: Player, page: str) -> None:
    assert 'href="/questions"' in ada.browser.get(page).text
