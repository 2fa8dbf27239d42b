"""The vocabulary and doubtful words, for programs."""

import uuid

import pytest

from app.domain import transcripts
from tests.cast import Player
from tests.tracks import make_track


@pytest.fixture
def place(ada: Player, within) -> tuple[uuid.UUID, uuid.UUID]:
    """A track and its one sentence, of which the last word is doubtful."""
    with within(ada) as session:
        track = make_track(session, ada, says=("we use Slipway",))
        said = transcripts.of(session, track)
        assert said is not None
        segment = said.segments[0]
        segment.words = [*segment.words[:-1], [*segment.words[-1][:3], 0.2]]
        return track.id, segment.id


def test_terms_are_taught_from_a_sentence_or_written_down(ada: Player, ben: Player, place) -> None:
    track_id, segment_id = place
    lesson = {"spellings": ["Slipway"], "segment_id": str(segment_id)}
    made = ada.browser.post("/api/vocabulary", json=lesson)
    assert (made.status_code, made.json()["terms"][0]["track_id"]) == (201, str(track_id))
    assert ada.browser.post("/api/vocabulary", json=lesson).json()["terms"] == []
    assert ada.browser.post("/api/vocabulary", json={"spellings": ["\x00", " "]}).json()["terms"] == []
    assert ben.browser.post("/api/vocabulary", json={"spellings": ["Mine"]}).status_code == 403
    assert ben.browser.post("/api/vocabulary", json=lesson).status_code == 404
    [term] = ben.browser.get("/api/vocabulary").json()["terms"]
    assert (term["spelling"], term["taught_by"], term["track_id"]) == ("Slipway", str(ada.member.id), None)
    assert ben.browser.delete(f"/api/vocabulary/{term['id']}").status_code == 403
    assert ada.browser.delete(f"/api/vocabulary/{term['id']}").status_code == 204
    assert ada.browser.get("/api/vocabulary").json() == {"terms": []}


def test_doubtful_words_are_listed_and_settled(ada: Player, place) -> None:
    track_id, segment_id = place
    address = f"/api/tracks/{track_id}"
    [word] = ada.browser.get(f"{address}/doubtful-words").json()["words"]
    assert (word["word"], word["start"], word["end"]) == ("Slipway", 7, 14)
    sent = {"segment_id": str(segment_id), "word": "Slipway"}
    for _ in range(2):
        assert ada.browser.put(f"{address}/confirmations", json=sent).json() == {"words": []}
    again = ada.browser.delete(f"{address}/confirmations/{segment_id}", params={"word": "Slipway"})
    assert [left["word"] for left in again.json()["words"]] == ["Slipway"]
    assert ada.browser.put(f"{address}/confirmations", json=sent | {"word": "gone"}).status_code == 409
    assert ada.browser.delete(f"{address}/confirmations/{segment_id}", params={"word": "\x00"}).status_code == 200
    change = {"segments": [{"segment_id": str(segment_id), "text": "we\x00use it"}]}
    assert ada.browser.patch(f"{address}/transcript", json=change).json()["segments"][0]["text"] == "we use it"
