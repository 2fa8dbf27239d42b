"""Characters that no database keeps: every field answers with a sentence, and nothing is changed."""

import json

import pytest

from tests.cast import Player
from tests.tracks import make_track

# A zero byte, and half of a character.
ODD = ["a\x00b", "a\ud800b"]


@pytest.mark.parametrize("odd", ODD)
def test_a_program_is_told(ada: Player, within, odd: str) -> None:
    with within(ada) as session:
        track = make_track(session, ada, title="Sound")
    sent = {"content": json.dumps({"title": odd}), "headers": {"Content-Type": "application/json"}}
    answers = [
        ada.browser.patch(f"/api/tracks/{track.id}", **sent),
        ada.browser.post("/api/recordings", **sent),
        ada.browser.post("/api/playlists", **sent),
        ada.browser.get("/api/search", params={"q": odd.replace("\ud800", "")}),
    ]
    assert {answer.status_code for answer in answers} <= {200, 422}
    assert ada.browser.get(f"/api/tracks/{track.id}").json()["title"] == "Sound"


def test_a_person_is_told(ada: Player, within) -> None:
    with within(ada) as session:
        track = make_track(session, ada, title="Sound")
    for address, fields in {
        f"/tracks/{track.id}": {"title": "a\x00b"},
        "/playlists": {"title": "a\x00b", "kind": "expert", "audience": "only_me"},
        "/you": {"name": "a\x00b", "playback_speed": "1"},
        "/groups": {"name": "a\x00b", "kind": "peers"},
        f"/tracks/{track.id}/notes": {"text": "a\x00b"},
    }.items():
        answer = ada.browser.post(address, data=fields)
        assert answer.status_code == 422, (address, answer.status_code)
        assert "cannot be kept" in answer.text, address
