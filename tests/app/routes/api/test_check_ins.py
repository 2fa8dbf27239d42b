"""Check-ins over the API."""

import pytest

from tests.paths import Welcome


@pytest.fixture
def agreed(welcome: Welcome) -> str:
    sent = {"invited_id": str(welcome.gus.member.id), "held_on": "2030-05-06", "topics": "One\nTwo"}
    answer = welcome.ben.browser.post("/api/check-ins", json=sent)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_only_those_who_take_part_reach_it(welcome: Welcome, agreed: str) -> None:
    assert welcome.gus.browser.get(f"/api/check-ins/{agreed}").json()["topics"] == ["One", "Two"]
    for player in (welcome.ada, welcome.dora, welcome.cast.cleo):
        assert player.browser.get(f"/api/check-ins/{agreed}").status_code == 404
        assert player.browser.get("/api/check-ins").json()["items"] == []
        assert player.browser.patch(f"/api/check-ins/{agreed}", json={"notes": "x"}).status_code == 404


def test_second_editor_is_told(welcome: Welcome, agreed: str) -> None:
    address = f"/api/check-ins/{agreed}"
    headers = {"If-Match": welcome.gus.browser.get(address).headers["etag"]}
    assert welcome.gus.browser.patch(address, json={"notes": "First"}, headers=headers).status_code == 200
    assert welcome.ben.browser.patch(address, json={"notes": "Second"}, headers=headers).status_code == 412


def test_topics_done_and_the_next_one(welcome: Welcome, agreed: str) -> None:
    address = f"/api/check-ins/{agreed}"
    assert welcome.gus.browser.post(f"{address}/topics", json={"topic": "Three"}).json()["topics"][-1] == "Three"
    assert welcome.gus.browser.post(f"{address}/topics", json={"topic": "  "}).status_code == 422
    assert welcome.ben.browser.put(f"{address}/done").json()["done_at"]
    assert welcome.ben.browser.delete(f"{address}/done").json()["done_at"] is None
    following = welcome.gus.browser.put(f"{address}/next", json={"held_on": "2030-05-13"}).json()
    assert len(following["participants"]) == 2
    assert welcome.ben.browser.get(f"/api/check-ins/{following['id']}").status_code == 200


def test_called_off_and_back(welcome: Welcome, agreed: str) -> None:
    assert welcome.gus.browser.delete(f"/api/check-ins/{agreed}").status_code == 204
    assert welcome.ben.browser.get(f"/api/check-ins/{agreed}").status_code == 404
    assert welcome.ben.browser.post(f"/api/check-ins/{agreed}/restore").status_code == 200


def test_guest_invites_no_stranger(welcome: Welcome) -> None:
    sent = {"invited_id": str(welcome.ada.member.id), "held_on": "2030-05-06"}
    assert welcome.gus.browser.post("/api/check-ins", json=sent).status_code == 404


@pytest.mark.parametrize("wrong", [{}, {"invited_id": "me", "group_id": None}, {"held_on": "1700-01-01"}])
def test_nonsense_is_refused(welcome: Welcome, wrong: dict) -> None:
    sent = {"held_on": "2030-05-06"} | wrong
    if "held_on" in wrong:
        sent["invited_id"] = str(welcome.gus.member.id)
    assert welcome.ben.browser.post("/api/check-ins", json=sent).status_code == 422
