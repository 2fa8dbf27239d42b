"""Check-ins through the pages."""

import pytest

from tests.paths import Welcome


@pytest.fixture
def agreed(welcome: Welcome) -> str:
    sent = {"whom": f"member:{welcome.gus.member.id}", "held_on": "2030-05-06", "topics": "First impressions"}
    answer = welcome.ben.browser.post("/check-ins", data=sent)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_list_of_nobody_says_what_to_do(welcome: Welcome) -> None:
    assert "No check-in yet" in welcome.ben.browser.get("/check-ins").text


def test_both_see_it_and_nobody_else(welcome: Welcome, agreed: str) -> None:
    assert "Gus Grissom" in welcome.ben.browser.get("/check-ins").text
    assert "Ben Okri" in welcome.gus.browser.get(agreed).text
    assert "Ben Okri" in welcome.gus.browser.get("/").text
    for player in (welcome.ada, welcome.dora, welcome.cast.cleo):
        for page in (agreed, f"{agreed}/edit"):
            assert player.browser.get(page).status_code == 404
        for action in ("", "/topics", "/done", "/next", "/delete", "/restore"):
            sent = {"topic": "x", "held_on": "2030-01-01"}
            assert player.browser.post(agreed + action, data=sent).status_code == 404
        assert agreed not in player.browser.get("/check-ins").text


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"held_on": "2030-05-06", "topics": "Mine"}, "whom"),
        ({"whom": "member:{0}", "held_on": "", "topics": "Mine"}, "held_on"),
        ({"whom": "member:{0}", "held_on": "0009-05-06", "topics": "Mine"}, "held_on"),
        ({"whom": "member:{0}", "held_on": "2030-05-06", "topics": "Mine" * 2000}, "topics"),
    ],
)
def test_new_one_that_does_not_fit_keeps_what_was_typed(welcome: Welcome, sent: dict, field: str) -> None:
    filled = {name: value.replace("{0}", str(welcome.gus.member.id)) for name, value in sent.items()}
    answer = welcome.ben.browser.post("/check-ins", data=filled)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "Mine" in answer.text


def test_topics_notes_done_and_the_next_one(welcome: Welcome, agreed: str) -> None:
    assert welcome.gus.browser.post(f"{agreed}/topics", data={"topic": "My first call"}).status_code == 303
    assert welcome.gus.browser.post(f"{agreed}/topics", data={"topic": " "}).status_code == 422
    assert "My first call" in welcome.ben.browser.get(agreed).text
    welcome.ben.browser.post(f"{agreed}/done", data={"notes": "Try it with Ada."})
    text = welcome.gus.browser.get(agreed).text
    assert "Try it with Ada." in text
    assert 'value="2030-05-13"' in text
    assert 'value="2030-05-20"' in text
    following = welcome.gus.browser.post(f"{agreed}/next", data={"held_on": "2030-05-13"}).headers["location"]
    assert "Monday, 13 May 2030" in welcome.ben.browser.get(following).text
    assert "You meet again" in welcome.ben.browser.get(agreed).text


def test_second_of_two_editors_sees_what_stands_there(welcome: Welcome, agreed: str) -> None:
    form = {"held_on": "2030-05-06", "topics": "Only mine", "notes": "", "version": "1"}
    assert welcome.gus.browser.post(agreed, data=form).status_code == 303
    answer = welcome.ben.browser.post(agreed, data=form | {"topics": "My long list"})
    assert answer.status_code == 412
    assert "My long list" in answer.text
    assert "Only mine" in answer.text
    assert 'name="version" value="2"' in answer.text


def test_called_off_comes_back_by_undo(welcome: Welcome, agreed: str) -> None:
    welcome.gus.browser.post(f"{agreed}/delete")
    assert f'action="{agreed}/restore"' in welcome.gus.browser.get("/check-ins").text
    assert welcome.ben.browser.get(agreed).status_code == 404
    welcome.gus.browser.post(f"{agreed}/restore")
    assert welcome.ben.browser.get(agreed).status_code == 200


def test_notes_that_are_too_long_are_kept(welcome: Welcome, agreed: str) -> None:
    answer = welcome.ben.browser.post(f"{agreed}/done", data={"notes": "word " * 3000})
    assert answer.status_code == 422
    assert "word word" in answer.text


def test_reopened_is_to_come_again(welcome: Welcome, agreed: str) -> None:
    welcome.ben.browser.post(f"{agreed}/done", data={"notes": ""})
    welcome.ben.browser.post(f"{agreed}/done/delete")
    assert "To come" in welcome.gus.browser.get("/check-ins").text
