"""Requests over the API: the whole way with a token, and nothing of a private playlist on it."""

import pytest

from app.domain import groups
from app.models import GroupKind
from tests.cast import Player
from tests.tracks import make_track

QUESTION = "How do you calm an angry caller?"


def ask(player: Player, of: Player, **fields: object) -> str:
    body = {"member_id": str(of.member.id), "question": QUESTION, **fields}
    answer = player.browser.post("/api/requests", json=body)
    assert answer.status_code == 201, answer.text
    return f"/api/requests/{answer.json()['id']}"


def listed(player: Player, which: str) -> list[str]:
    return [one["question"] for one in player.browser.get(f"/api/requests?which={which}").json()["items"]]


def test_asked_accepted_and_answered_with_a_token(ada: Player, ben: Player, within) -> None:
    address = ask(ada, ben, cards=["Before", "After"], due_on="2090-01-01")
    assert (listed(ben, "asked_of_me"), listed(ada, "asked_by_me")) == ([QUESTION], [QUESTION])
    assert ben.browser.post(f"{address}/acceptance", headers=ben.bearer).json()["state"] == "accepted"
    with within(ben) as session:
        track = str(make_track(session, ben, title="Calm").id)
    for _ in range(2):
        answer = ben.browser.post(f"{address}/answer", json={"track_id": track})
        assert (answer.status_code, answer.json()["state"], answer.json()["track_id"]) == (200, "answered", track)
    assert ada.browser.get(f"/api/tracks/{track}").status_code == 200
    assert [step["kind"] for step in ada.browser.get(address).json()["steps"]] == ["accepted", "answered"]
    assert (listed(ben, "asked_of_me"), listed(ada, "answered")) == ([], [QUESTION])


def test_recording_that_answers_goes_into_the_playlist_asked_for(ada: Player, ben: Player, within) -> None:
    playlist = ada.browser.post("/api/playlists", json={"title": "Calls"}).json()["id"]
    address = ask(ada, ben, playlist_id=playlist)
    with within(ben) as session:
        track = str(make_track(session, ben, title="Calm").id)
    ben.browser.post(f"{address}/answer", json={"track_id": track})
    items = ada.browser.get(f"/api/playlists/{playlist}").json()["items"]
    assert [item["track"]["id"] for item in items] == [track]


def test_asking_into_a_playlist_that_one_cannot_see_is_not_there(ada: Player, ben: Player) -> None:
    hidden = ada.browser.post("/api/playlists", json={"title": "Hidden", "audience": "only_me"}).json()["id"]
    body = {"member_id": str(ada.member.id), "question": QUESTION, "playlist_id": hidden}
    answer = ben.browser.post("/api/requests", json=body)
    assert answer.status_code == 404
    assert "Hidden" not in answer.text


def test_playlist_closed_to_the_reader_is_not_named(ada: Player, ben: Player, within) -> None:
    playlist = ada.browser.post("/api/playlists", json={"title": "Calls"}).json()["id"]
    address = ask(ada, ben, playlist_id=playlist)
    ada.browser.post(f"/playlists/{playlist}", data={"title": "Calls", "audience": "only_me", "version": "1"})
    assert ben.browser.get(address).json()["playlist_id"] is None
    assert ada.browser.get(address).json()["playlist_id"] == playlist


def test_declined_passed_on_and_withdrawn(ada: Player, ben: Player, gus: Player) -> None:
    address = ask(ada, ben)
    assert ben.browser.post(f"{address}/refusal", json={"reason": " "}).json()["field"] == "reason"
    assert ben.browser.post(f"{address}/refusal", json={"reason": "Not me."}).json()["state"] == "declined"
    passed = ben.browser.post(f"{address}/passes", json={"member_id": str(gus.member.id), "words": "Gus knows."})
    assert (passed.json()["state"], passed.json()["holder"]["name"]) == ("open", "Gus Grissom")
    assert listed(gus, "asked_of_me") == [QUESTION]
    assert gus.browser.delete(address).status_code == 403
    assert ada.browser.delete(address).status_code == 204
    assert gus.browser.post(f"{address}/acceptance").status_code == 409
    assert ada.browser.post(f"{address}/restore").json()["state"] == "open"


def test_outsider_and_uninvolved_find_nothing(ada: Player, ben: Player, gus: Player, cleo: Player) -> None:
    address = ask(ada, ben)
    for player in (gus, cleo):
        assert player.browser.get(address).status_code == 404
        assert listed(player, "all") == []


def test_group_is_asked(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        group = groups.create(session, ada.member, name="Support", kind=GroupKind.DEPARTMENT)
        groups.add(session, ada.member, group, ben.member)
    made = ada.browser.post("/api/requests", json={"group_id": str(group.id), "question": QUESTION})
    assert made.json()["holder"] is None
    assert listed(ben, "asked_of_me") == [QUESTION]


@pytest.mark.parametrize("whom", [{}, {"member_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "group_id": "x"}])
def test_nobody_or_nonsense_is_refused(ada: Player, whom: dict) -> None:
    assert ada.browser.post("/api/requests", json={"question": QUESTION, **whom}).status_code == 422
