"""Edits over the API: what is answered, once and again."""

import pytest

from tests.cast import Player
from tests.tracks import make_track


@pytest.fixture
def address(ada: Player, within) -> str:
    with within(ada) as session:
        return f"/api/tracks/{make_track(session, ada, says=('We send the bill on the first.',)).id}/edits"


def test_a_cut_is_listed_with_what_it_took_away(ada: Player, address: str) -> None:
    answer = ada.browser.post(address, json={"start_ms": 0, "end_ms": 500}, headers={"Idempotency-Key": "once"})
    assert answer.status_code == 202
    [edit] = answer.json()["edits"]
    assert (edit["kind"], edit["at_ms"], answer.json()["undoes"]) == ("cut", 0, edit["id"])
    assert answer.json()["is_being_made"] is True
    again = ada.browser.post(address, json={"start_ms": 0, "end_ms": 500}, headers={"Idempotency-Key": "once"})
    assert (again.status_code, again.json()) == (202, answer.json())
    assert ada.browser.post(f"{address}/undone").status_code == 409


def test_a_retake_opens_takes_of_the_same_recording(ada: Player, ben: Player, address: str) -> None:
    track = address.split("/")[3]
    wish = {"mime_type": "audio/webm", "retake": {"track_id": track, "start_ms": 0}}
    opened = ada.browser.post("/api/recordings", json=wish).json()
    assert (opened["track_id"], opened["first_take"]) == (track, 1)
    assert ada.browser.get(address).json()["edits"] == []
    assert ben.browser.post("/api/recordings", json=wish).status_code in (403, 404)
    sent = ada.browser.post(
        f"/api/recordings/{opened['recording_id']}/complete", json={"takes": [{"parts": 1}], "first_take": 1}
    )
    assert sent.json()["missing"] == [{"take": 1, "part": 0}]
