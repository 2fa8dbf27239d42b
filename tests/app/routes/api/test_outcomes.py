"""Problems over the API: what each answer is, what came of it, which ones were accepted."""

import pytest

from app.domain.problems import DUE_WITHIN
from app.models.base import now
from tests.app.domain.problem import ask, contribute
from tests.cast import Player
from tests.tracks import make_track


@pytest.fixture
def solution(ada: Player, ben: Player, within) -> str:
    """The address of Ben's solution to Ada's problem."""
    with within(ada) as session:
        problem = ask(session, ada, ben)
        return f"/api/playlists/{problem.playlist.id}/items/{problem.solution.id}"


def playlist_of(solution: str) -> str:
    return solution.split("/items/")[0]


def track_of(player: Player, solution: str) -> str:
    return str(player.browser.get(playlist_of(solution)).json()["items"][0]["track"]["id"])


def test_outcome_is_left_changed_deleted_and_restored(ada: Player, ben: Player, solution: str) -> None:
    left = ada.browser.post(f"{solution}/outcomes", json={"result": "did_not"})
    assert (left.status_code, left.json()["member"]["name"], left.json()["sentence"]) == (201, "Ada Lovelace", "")
    address = f"/api/outcomes/{left.json()['id']}"
    assert ada.browser.patch(address, json={"result": "worked", "sentence": "After all."}).status_code == 200
    shown = ben.browser.get(f"{solution}/outcomes").json()["items"]
    assert [(one["result"], one["sentence"]) for one in shown] == [("worked", "After all.")]
    assert ben.browser.patch(address, json={"sentence": "Mine"}).status_code == 403
    assert ben.browser.delete(address).status_code == 403
    assert ada.browser.delete(address).status_code == 204
    assert ada.browser.get(address).status_code == 404
    assert ben.browser.post(f"{address}/restore").status_code == 404
    assert ada.browser.post(f"{address}/restore").json()["sentence"] == "After all."


def test_same_key_leaves_the_same_outcome(ada: Player, solution: str) -> None:
    headers = {"Idempotency-Key": "one"}
    first, again = (
        ada.browser.post(f"{solution}/outcomes", json={"result": "worked"}, headers=headers) for _ in range(2)
    )
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("sent", [{}, {"result": "maybe"}, {"result": "worked", "sentence": "x" * 501}])
def test_nonsense_is_refused(ada: Player, solution: str, sent: dict) -> None:
    assert ada.browser.post(f"{solution}/outcomes", json=sent).status_code == 422


def test_outcome_told_by_voice(ada: Player, ben: Player, solution: str) -> None:
    outcome = ada.browser.post(f"{solution}/outcomes", json={"result": "worked"}).json()
    about = {"mime_type": "audio/webm", "about_track_id": track_of(ada, solution)}
    voice = ada.browser.post("/api/recordings", json=about).json()["track_id"]
    address = f"/api/outcomes/{outcome['id']}/voice"
    assert ben.browser.post(address, json={"track_id": voice}).status_code == 403
    assert ada.browser.post(address, json={"track_id": voice}).json()["voice_track_id"] == voice
    assert ben.browser.get(f"/api/tracks/{voice}").status_code == 200
    assert ada.browser.post(address, json={"track_id": about["about_track_id"]}).status_code == 422
    assert ada.browser.delete(address).status_code == 204
    assert ben.browser.get(f"/api/tracks/{voice}").status_code == 404


def test_editors_accept_and_take_it_back(ada: Player, ben: Player, solution: str) -> None:
    assert ben.browser.post(f"{solution}/acceptance").status_code == 403
    assert ada.browser.post(f"{solution}/acceptance").json()["accepted_at"]
    assert ben.browser.patch(solution, json={"contribution": "input"}).status_code == 409
    assert ada.browser.delete(f"{solution}/acceptance").status_code == 204
    assert ada.browser.get(playlist_of(solution)).json()["items"][0]["accepted_at"] is None


def test_what_a_track_is_to_the_problem(ada: Player, ben: Player, solution: str, within) -> None:
    assert ben.browser.patch(solution, json={"contribution": "opinion"}).json()["items"][0]["contribution"] == "opinion"
    assert ben.browser.patch(solution, json={"contribution": "opinion", "position": 0}).status_code == 403
    assert ada.browser.post(f"{solution}/acceptance").status_code == 409
    with within(ada) as session:
        track = str(make_track(session, ada, title="Told").id)
    added = ada.browser.post(f"{playlist_of(solution)}/items", json={"track_id": track, "contribution": "input"})
    assert [one["contribution"] for one in added.json()["items"]] == ["opinion", "input"]


def test_other_playlists_have_no_contributions(ada: Player, within) -> None:
    expert = ada.browser.post("/api/playlists", json={"title": "Billing", "kind": "expert"}).json()["id"]
    with within(ada) as session:
        track = str(make_track(session, ada).id)
    sent = {"track_id": track, "contribution": "input"}
    assert ada.browser.post(f"/api/playlists/{expert}/items", json=sent).status_code == 409
    assert ada.browser.patch(f"/api/playlists/{expert}", json={"due_at": "2999-01-01T00:00:00Z"}).status_code == 409


def test_deadline_is_set_kept_and_taken_away(ada: Player, solution: str) -> None:
    address = playlist_of(solution)
    for due_at in ("2001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2030-01-01T00:00:00", "soon"):
        assert ada.browser.patch(address, json={"due_at": due_at}).status_code == 422, due_at
    day = (now() + DUE_WITHIN / 2).isoformat()
    assert ada.browser.patch(address, json={"due_at": day}).json()["due_at"]
    assert ada.browser.patch(address, json={"title": "Again"}).json()["due_at"]
    assert ada.browser.patch(address, json={"due_at": None}).json()["due_at"] is None


def test_problem_is_said_aloud(ada: Player, ben: Player, solution: str, within) -> None:
    address = f"{playlist_of(solution)}/problem"
    with within(ada) as session:
        aloud = str(make_track(session, ada, title="The problem").id)
    assert ben.browser.get(f"/api/tracks/{aloud}").status_code == 404
    assert ben.browser.post(address, json={"track_id": track_of(ben, solution)}).status_code == 403
    assert ada.browser.post(address, json={"track_id": track_of(ada, solution)}).status_code == 422
    assert ada.browser.post(address, json={"track_id": aloud}).json()["problem_track_id"] == aloud
    assert ben.browser.get(f"/api/tracks/{aloud}").status_code == 200
    assert ada.browser.delete(address).status_code == 204
    assert ben.browser.get(f"/api/tracks/{aloud}").status_code == 404


def test_another_playlists_item_is_not_found_here(ada: Player, ben: Player, solution: str, within) -> None:
    with within(ada) as session:
        other = ask(session, ada, ben).playlist.id
        contribute(session, ben, ask(session, ada, ben).playlist, None)
    address = f"/api/playlists/{other}/items/{solution.rsplit('/', 1)[1]}"
    assert ada.browser.post(f"{address}/acceptance").status_code == 404
    assert ada.browser.post(f"{address}/outcomes", json={"result": "worked"}).status_code == 404
    assert ada.browser.patch(address, json={"contribution": "input"}).status_code == 404
