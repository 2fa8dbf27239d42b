"""Assignments over the API: asking, the path, sharing, and that nobody learns more than the hire shares."""

import json

import pytest

from tests.cast import Player
from tests.paths import Welcome


@pytest.fixture
def made(welcome: Welcome) -> str:
    """Gus, a guest, has Ada's playlist on his path; Ben is the mentor."""
    sent = {"playlist_id": str(welcome.first.id), "hire_ids": [str(welcome.gus.member.id)], "let_listen": True}
    sent |= {"mentor_id": str(welcome.ben.member.id), "due_on": "2030-03-08"}
    answer = welcome.ada.browser.post("/api/assignments", json=sent)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["items"][0]["id"])


def mentors(player: Player) -> list[dict]:
    return player.browser.get("/api/assignments?role=mentor").json()["items"]


def test_hire_has_a_path_with_their_own_progress(welcome: Welcome, made: str) -> None:
    welcome.hear(welcome.gus, welcome.tracks[0])
    with welcome.within(welcome.gus) as session:
        session.merge(welcome.gus.member.person).playback_speed = 1.5
    path = welcome.gus.browser.get("/api/path").json()
    assert path["items"][0]["assignment"]["due_on"] == "2030-03-08"
    expected = {"heard_count": 1, "tracks_count": 3, "left_ms": 1_200_000, "left_at_my_speed_ms": 800_000}
    assert {key: path["progress"][key] for key in expected} == expected
    assert path["progress"]["next"]["title"] == "Who to ask"


def test_nobody_learns_of_progress_before_it_is_shared(welcome: Welcome, made: str) -> None:
    """Whatever the hire hears, no answer to anybody else changes by a letter."""
    places = ["/api/assignments?role=mentor", f"/api/assignments/{made}", f"/api/playlists/{welcome.first.id}"]
    places += ["/api/path", f"/api/members/{welcome.gus.member.id}", "/api/members", "/api/reverse-onboardings"]
    places += [f"/api/tracks/{track.id}" for track in welcome.tracks] + [f"/api/assignments/{made}/help-calls"]
    others = [welcome.ben, welcome.ada, welcome.dora]
    before = {(player.email, place): player.browser.get(place).text for player in others for place in places}
    for track in welcome.tracks[:3]:
        welcome.hear(welcome.gus, track)
    assert {(player.email, place): player.browser.get(place).text for player in others for place in places} == before
    assert welcome.told(welcome.ben) == welcome.told(welcome.ada) == []


def test_mentor_sees_what_is_shared_and_not_a_moment_longer(welcome: Welcome, made: str) -> None:
    welcome.hear(welcome.gus, welcome.tracks[1])
    welcome.hear(welcome.gus, welcome.tracks[0], 300_000)
    assert mentors(welcome.ben)[0]["progress"] is None
    assert welcome.gus.browser.put(f"/api/assignments/{made}/sharing").json()["is_progress_shared"]
    shared = {"heard_track_ids": [str(welcome.tracks[1].id)], "heard_count": 1, "tracks_count": 3}
    assert mentors(welcome.ben)[0]["progress"] == shared
    assert welcome.ben.browser.get(f"/api/assignments/{made}").json()["progress"] == shared
    assert "300000" not in json.dumps(mentors(welcome.ben))
    assert mentors(welcome.ada) == []
    assert welcome.gus.browser.delete(f"/api/assignments/{made}/sharing").status_code == 204
    assert mentors(welcome.ben)[0]["progress"] is None


def test_only_the_hire_decides_what_is_shared(welcome: Welcome, made: str) -> None:
    for player, status in ((welcome.ben, 403), (welcome.ada, 404), (welcome.dora, 404), (welcome.cast.cleo, 404)):
        assert player.browser.put(f"/api/assignments/{made}/sharing").status_code == status
        assert player.browser.delete(f"/api/assignments/{made}/sharing").status_code == status


def test_refusal_names_the_field_that_gives_the_right(welcome: Welcome) -> None:
    sent = {"playlist_id": str(welcome.first.id), "hire_ids": [str(welcome.gus.member.id)]}
    answer = welcome.ada.browser.post("/api/assignments", json=sent)
    assert (answer.status_code, answer.json()["field"]) == (422, "let_listen")
    assert "Gus Grissom" in answer.json()["detail"]


def test_member_who_neither_edits_nor_mentors_assigns_nothing(welcome: Welcome) -> None:
    sent = {"playlist_id": str(welcome.first.id), "hire_ids": [str(welcome.dora.member.id)]}
    assert welcome.ben.browser.post("/api/assignments", json=sent).status_code == 403
    assert welcome.dora.browser.post("/api/assignments", json=sent).status_code == 404


def test_mentor_moves_the_day_and_the_place(welcome: Welcome, made: str) -> None:
    welcome.assign(welcome.gus, playlist=welcome.second)
    change = {"due_on": None, "position": 1}
    assert welcome.gus.browser.patch(f"/api/assignments/{made}", json=change).status_code == 403
    assert welcome.ben.browser.patch(f"/api/assignments/{made}", json=change).json()["due_on"] is None
    path = welcome.gus.browser.get("/api/assignments").json()["items"]
    assert [one["playlist"]["title"] for one in path] == ["Your second week", "Your first week"]
    assert welcome.ben.browser.patch(f"/api/assignments/{made}", json={"due_on": "0001-01-01"}).status_code == 422


def test_taken_off_the_path_and_back(welcome: Welcome, made: str) -> None:
    assert welcome.gus.browser.delete(f"/api/assignments/{made}").status_code == 403
    assert welcome.dora.browser.delete(f"/api/assignments/{made}").status_code == 404
    assert welcome.ben.browser.delete(f"/api/assignments/{made}").status_code == 204
    assert welcome.gus.browser.get("/api/assignments").json()["items"] == []
    assert welcome.ben.browser.post(f"/api/assignments/{made}/restore").status_code == 200
    assert len(welcome.gus.browser.get("/api/assignments").json()["items"]) == 1


def test_same_key_assigns_once(welcome: Welcome) -> None:
    sent = {"playlist_id": str(welcome.first.id), "hire_ids": [str(welcome.ben.member.id)]}
    twice = [welcome.ada.browser.post("/api/assignments", json=sent, headers={"Idempotency-Key": "a"}) for _ in "ab"]
    assert [answer.status_code for answer in twice] == [201, 201]
    assert twice[0].json() == twice[1].json()


def test_help_is_asked_and_given(welcome: Welcome, made: str) -> None:
    sent = {"track_id": str(welcome.tracks[2].id), "sentence": "Which centre?"}
    assert welcome.ben.browser.post(f"/api/assignments/{made}/help-calls", json=sent).status_code == 403
    call = welcome.gus.browser.post(f"/api/assignments/{made}/help-calls", json=sent).json()["id"]
    assert welcome.ben.browser.get(f"/api/assignments/{made}/help-calls").json()["items"][0]["id"] == call
    answer = welcome.ben.browser.put(f"/api/help-calls/{call}/answer", json={"answer": "4711"})
    assert answer.json()["answer"] == "4711"
    assert welcome.ben.browser.delete(f"/api/help-calls/{call}/answer").json()["helped_at"] is None
    assert welcome.ada.browser.get(f"/api/help-calls/{call}").status_code == 404
    assert welcome.gus.browser.delete(f"/api/help-calls/{call}").status_code == 204
    assert welcome.gus.browser.post(f"/api/help-calls/{call}/restore").status_code == 200


def test_only_a_mentor_chooses_the_day_of_reverse_onboarding(welcome: Welcome) -> None:
    welcome.assign(welcome.dora, welcome.gus)
    (found,) = welcome.ben.browser.get("/api/reverse-onboardings").json()["items"]
    assert found["hire_id"] == str(welcome.dora.member.id), "a guest makes no playlists and is not asked"
    address = f"/api/reverse-onboardings/{found['id']}"
    assert (
        welcome.ben.browser.patch(address, json={"asks_back_on": "2030-04-01"}).json()["asks_back_on"] == "2030-04-01"
    )
    for player in (welcome.ada, welcome.dora, welcome.cast.cleo):
        assert player.browser.patch(address, json={"asks_back_on": None}).status_code == 404
