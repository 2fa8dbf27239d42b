"""Requests through the pages: asked in a form, found at home, answered, declined with a reason, passed on."""

import re

import pytest

from tests.app.routes.pages.conftest import Scene
from tests.cast import Player
from tests.tracks import make_track

QUESTION = "How do you calm an angry caller?"


def ask(player: Player, of: Player, **form: str):
    fields = {"asked": f"person:{of.member.id}", "question": QUESTION, **form}
    return player.browser.post("/requests", data=fields)


@pytest.fixture
def asked(ada: Player, ben: Player) -> str:
    """The page of what Ada has asked Ben."""
    return ask(ada, ben, cards="Before\r\n\r\nAfter").headers["location"]


def test_asked_member_finds_it_at_home_and_on_the_page_of_requests(ben: Player, asked: str) -> None:
    for page in ("/", "/requests"):
        shown = ben.browser.get(page).text
        assert QUESTION in shown
        assert "Ada Lovelace asks" in shown


def test_recorder_carries_the_request_with_its_outline(ben: Player, gus: Player, asked: str) -> None:
    request_id = asked.rsplit("/", 1)[-1]
    recorder = ben.browser.get(f"/record?request={request_id}").text
    assert f'data-for-request="{request_id}"' in recorder
    assert f'data-after="{asked}"' in recorder
    assert QUESTION in recorder
    assert "<li>Before</li><li>After</li>" in recorder
    assert QUESTION not in gus.browser.get(f"/record?request={request_id}").text


def test_answer_stands_on_the_askers_page(ada: Player, ben: Player, asked: str, within) -> None:
    with within(ben) as session:
        track = str(make_track(session, ben, title="Breathe first").id)
    assert ben.browser.post(f"{asked}/answer", data={"track_id": "nonsense"}).status_code == 422
    assert ben.browser.post(f"{asked}/answer", data={"track_id": track}).status_code == 303
    page = ada.browser.get(asked).text
    assert f'href="/tracks/{track}"' in page
    assert "Ben Okri answered." in page
    assert "Record now" not in ben.browser.get(asked).text


def test_declining_needs_a_word_and_keeps_what_was_typed(ada: Player, ben: Player, asked: str) -> None:
    long = "No " * 300
    answer = ben.browser.post(f"{asked}/refusal", data={"reason": long})
    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    assert long.strip() in answer.text
    ben.browser.post(f"{asked}/refusal", data={"reason": "Not my field."})
    page = ada.browser.get(asked).text
    assert "Not my field." in page
    assert "Ask somebody else" in page
    assert ben.browser.post(f"{asked}/acceptance").status_code == 303
    assert "Ben Okri will do it." in ada.browser.get(asked).text


def test_passed_on_to_somebody_else(ada: Player, ben: Player, gus: Player, asked: str) -> None:
    assert ben.browser.post(f"{asked}/passes", data={"to": ""}).status_code == 422
    assert ben.browser.post(f"{asked}/passes", data={"to": str(ada.member.id)}).status_code == 422
    ben.browser.post(f"{asked}/passes", data={"to": str(gus.member.id), "words": "Gus knows."})
    assert QUESTION in gus.browser.get("/").text
    assert "Ben Okri passed it on to Gus Grissom." in ada.browser.get(asked).text
    assert ben.browser.post(f"{asked}/acceptance").status_code == 409


def test_withdrawn_and_asked_again(ada: Player, ben: Player, asked: str) -> None:
    assert ben.browser.post(f"{asked}/withdrawal").status_code == 403
    ada.browser.post(f"{asked}/withdrawal")
    assert f'action="{asked}/restore"' in ada.browser.get("/requests").text
    assert QUESTION not in ben.browser.get("/requests").text
    ada.browser.post(f"{asked}/restore")
    assert QUESTION in ben.browser.get("/requests").text


def test_playlist_made_of_its_cards_answers_it_with_the_first_recording(ada: Player, ben: Player, asked: str) -> None:
    made = ben.browser.post(f"{asked}/playlist").headers["location"]
    page = ben.browser.get(made).text
    assert "0 of 2 done" in page
    card = re.findall(r"card=([0-9a-f-]+)", page)[0]
    recorder = ben.browser.get(f"/record?playlist={made.rsplit('/', 1)[-1]}&card={card}").text
    assert f'data-for-request="{asked.rsplit("/", 1)[-1]}"' in recorder
    assert made in ada.browser.get(asked).text
    assert ben.browser.post(f"{asked}/playlist").headers["location"] == made, "it is made once"


def test_form_is_filled_from_a_profile_a_playlist_or_a_search(ada: Player, ben: Player, scene: Scene) -> None:
    address = f"/requests/new?person={ben.member.id}&playlist={scene.playlist_id}&q=refunds+in+March"
    form = ada.browser.get(address).text
    assert f'value="person:{ben.member.id}" selected' in form
    assert f'value="{scene.playlist_id}" selected' in form
    assert "refunds in March</textarea>" in form
    assert f"/requests/new?person={ben.member.id}" in ada.browser.get(f"/people/{ben.member.id}").text
    assert f"/requests/new?playlist={scene.playlist_id}" in ada.browser.get(f"/playlists/{scene.playlist_id}").text
    assert "/requests/new?q=zeppelins%20here" in ada.browser.get("/search?q=zeppelins+here").text


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"asked": ""}, "asked"),
        ({"asked": "person:nonsense"}, "asked"),
        ({"question": " "}, "question"),
        ({"due_on": "yesterday"}, "due_on"),
        ({"due_on": "2001-01-01"}, "due_on"),
        ({"playlist_id": "nonsense"}, "playlist_id"),
        ({"cards": "x" * 300}, "cards"),
    ],
)
def test_refused_form_keeps_what_was_typed(ada: Player, ben: Player, form: dict[str, str], field: str) -> None:
    answer = ask(ada, ben, **form)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "question" in form or QUESTION in answer.text


def test_playlist_that_the_asked_may_not_add_to_is_refused_with_a_sentence(ada: Player, ben: Player) -> None:
    made = ada.browser.post("/playlists", data={"title": "Mine", "audience": "everyone_listens"}).headers["location"]
    answer = ask(ada, ben, playlist_id=made.rsplit("/", 1)[-1])
    assert answer.status_code == 422
    assert "Ben Okri may not add to “Mine”" in answer.text


def test_guest_makes_no_request_and_outsider_finds_none(gus: Player, cleo: Player, asked: str) -> None:
    assert gus.browser.get("/requests/new").status_code == 403
    for player in (gus, cleo):
        assert player.browser.get(asked).status_code == 404
    assert "Nobody has asked yet" in cleo.browser.get("/requests").text
