"""Uploading: parts in any order, as often as the network wants, and one declaration that they are all there."""

import hashlib

from tests.cast import Player
from tests.tracks import make_track

NOWHERE = "00000000-0000-0000-0000-000000000000"


def begin(player: Player, **fields: object) -> str:
    answer = player.browser.post("/api/recordings", json={"mime_type": "audio/webm", **fields})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["recording_id"])


def send(player: Player, recording: str, take: int, number: int, body: bytes, sha256: str | None = None) -> int:
    digest = sha256 or hashlib.sha256(body).hexdigest()
    address = f"/api/recordings/{recording}/takes/{take}/parts/{number}"
    return player.browser.put(address, content=body, headers={"X-Content-SHA256": digest}).status_code


def complete(player: Player, recording: str, *parts: int):
    return player.browser.post(f"/api/recordings/{recording}/complete", json={"takes": [{"parts": n} for n in parts]})


def test_parts_arrive_in_any_order_and_complete_once(ada: Player) -> None:
    recording = begin(ada, title="How we bill")
    assert [send(ada, recording, 0, number, b"part%d" % number) for number in (2, 0, 1)] == [200, 200, 200]
    assert ada.browser.get(f"/api/recordings/{recording}").json()["parts"] == {"0": [0, 1, 2]}
    assert complete(ada, recording, 3).status_code == 202
    assert complete(ada, recording, 3).json()["status"] == "uploaded"
    assert complete(ada, recording, 2).status_code == 409


def test_same_part_again_is_harmless_and_other_bytes_are_refused(ada: Player) -> None:
    recording = begin(ada)
    assert send(ada, recording, 0, 0, b"sound") == 200
    assert send(ada, recording, 0, 0, b"sound") == 200
    assert send(ada, recording, 0, 0, b"other") == 409


def test_part_with_a_wrong_hash_is_refused(ada: Player) -> None:
    recording = begin(ada)
    assert send(ada, recording, 0, 0, b"sound", sha256="0" * 64) == 422
    assert ada.browser.get(f"/api/recordings/{recording}").json()["parts"] == {}


def test_completing_too_early_lists_what_is_missing(ada: Player) -> None:
    recording = begin(ada)
    send(ada, recording, 0, 1, b"second")
    answer = complete(ada, recording, 3, 1)
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["missing"] == [{"take": 0, "part": 0}, {"take": 0, "part": 2}, {"take": 1, "part": 0}]


def test_a_recording_without_sound_cannot_be_completed(ada: Player) -> None:
    assert complete(ada, begin(ada)).status_code == 422


def test_empty_part_is_refused(ada: Player) -> None:
    assert send(ada, begin(ada), 0, 0, b"") == 422


def test_oversize_part_is_refused(ada: Player) -> None:
    assert send(ada, begin(ada), 0, 0, bytes(8 * 1024 * 1024 + 1)) == 413


def test_only_the_author_reaches_a_recording(ada: Player, ben: Player, cleo: Player) -> None:
    recording = begin(ada)
    for other in (ben, cleo):
        assert other.browser.get(f"/api/recordings/{recording}").status_code == 404
        assert send(other, recording, 0, 0, b"sound") == 404
        assert complete(other, recording, 1).status_code == 404


def test_idempotency_key_makes_one_recording(ada: Player) -> None:
    headers = {"Idempotency-Key": "tap-twice-1"}
    first = ada.browser.post("/api/recordings", json={"mime_type": "audio/webm"}, headers=headers)
    again = ada.browser.post("/api/recordings", json={"mime_type": "audio/webm"}, headers=headers)
    other = ada.browser.post("/api/recordings", json={"mime_type": "audio/mp4"}, headers=headers)
    assert first.json() == again.json()
    assert other.status_code == 409


def test_bearer_token_works_and_nonsense_does_not(ada: Player, cast) -> None:
    assert cast.stranger.get("/api/me", headers=ada.bearer).json()["name"] == "Ada Lovelace"
    assert cast.stranger.get("/api/me").status_code == 401
    assert cast.stranger.get("/api/me", headers={"Authorization": "Bearer lorecast_00.x"}).status_code == 401


def test_voice_note_needs_a_track_that_one_may_hear(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        track = make_track(session, ada, title="Thinking aloud")
    note = {"mime_type": "audio/webm", "about_track_id": str(track.id)}
    assert ben.browser.post("/api/recordings", json=note).status_code == 404
    assert ada.browser.post("/api/recordings", json=note).status_code == 201
    assert [one["title"] for one in ada.browser.get("/api/tracks").json()["items"]] == ["Thinking aloud"]


def test_what_is_no_id_is_not_there(ada: Player) -> None:
    assert ada.browser.get("/api/recordings/not-an-id").status_code == 404
    assert ada.browser.delete(f"/api/groups/{NOWHERE}/members/not-an-id").status_code == 404
    assert ada.browser.get("/tracks/not-an-id").status_code == 404
