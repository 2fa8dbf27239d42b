"""Notes over the API: written, answered, changed, taken away and back; an outsider finds nothing."""

import uuid

import pytest

from app.domain import playlists
from tests.cast import Cast, Player
from tests.tracks import make_track


@pytest.fixture
def track(cast: Cast, within) -> str:
    with within(cast.ada) as session:
        playlist = playlists.create(session, cast.ada.member, title="Billing")
        return str(make_track(session, cast.ada, playlist=playlist).id)


def write(player: Player, track: str, **fields: object) -> dict:
    answer = player.browser.post(f"/api/tracks/{track}/notes", json={"text": "Why?", **fields}, headers=player.bearer)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def listed(player: Player, track: str) -> list[dict]:
    return list(player.browser.get(f"/api/notes?track_id={track}").json()["items"])


def test_a_note_and_its_reply_stand_on_the_track(ada: Player, ben: Player, track: str) -> None:
    note = write(ben, track, at_ms=83)
    write(ada, track, text="Because.", parent_id=note["id"])
    (told,) = listed(ben, track)
    assert (told["at_ms"], told["author"]["name"], told["replies"][0]["text"]) == (83, "Ben Okri", "Because.")
    assert ben.browser.get(f"/api/notes/{note['id']}").json()["text"] == "Why?"


def test_it_is_changed_deleted_and_brought_back_by_its_author(ada: Player, ben: Player, track: str) -> None:
    address = f"/api/notes/{write(ben, track)['id']}"
    assert ada.browser.patch(address, json={"text": "Mine"}).status_code == 403
    assert ben.browser.patch(address, json={"text": "Why so?"}).json()["edited_at"]
    assert ben.browser.delete(address).status_code == 204
    assert listed(ben, track) == []
    assert ben.browser.get(address).status_code == 404
    assert ben.browser.post(f"{address}/restore").json()["text"] == "Why so?"


def test_an_outsider_and_a_guest_find_no_note(cast: Cast, track: str) -> None:
    note = write(cast.ben, track)["id"]
    for player in (cast.cleo, cast.gus):
        assert player.browser.get(f"/api/notes?track_id={track}").status_code == 404
        assert player.browser.get(f"/api/notes/{note}").status_code == 404
        assert player.browser.post(f"/api/tracks/{track}/notes", json={"text": "hi"}).status_code == 404
        assert player.browser.patch(f"/api/notes/{note}", json={"text": "hi"}).status_code == 404
        assert player.browser.delete(f"/api/notes/{note}").status_code == 404
        assert player.browser.post(f"/api/notes/{note}/restore").status_code == 404


def test_a_reply_belongs_to_a_note_of_the_same_track(ada: Player, within, track: str) -> None:
    with within(ada) as session:
        other = str(make_track(session, ada).id)
    note = write(ada, other)["id"]
    for parent in (note, str(uuid.uuid4())):
        sent = {"text": "Because", "parent_id": parent}
        assert ada.browser.post(f"/api/tracks/{track}/notes", json=sent).status_code == 404


@pytest.mark.parametrize("sent", [{"text": " "}, {"text": "x", "at_ms": -1}, {"text": "x", "at_ms": 10**9}, {}])
def test_nonsense_is_refused(ada: Player, track: str, sent: dict) -> None:
    assert ada.browser.post(f"/api/tracks/{track}/notes", json=sent).status_code == 422


def test_the_same_key_writes_one_note(ada: Player, track: str) -> None:
    for _ in range(2):
        sent = {"text": "Once"}
        ada.browser.post(f"/api/tracks/{track}/notes", json=sent, headers={"Idempotency-Key": "one"})
    assert len(listed(ada, track)) == 1


def test_what_was_said_about_a_track_becomes_a_note_at_its_moment(ada: Player, ben: Player, track: str) -> None:
    """As the recorder does it: open a voice note, tell the note, and tell it again after a broken connection."""
    voice = ben.browser.post("/api/recordings", json={"about_track_id": track}).json()["track_id"]
    sent = {"voice_track_id": voice, "at_ms": "3000"}
    notes = [ben.browser.post(f"/api/tracks/{track}/notes", json=sent).json() for _ in range(2)]
    assert notes[0] == notes[1]
    (told,) = listed(ada, track)
    assert (told["at_ms"], told["voice"]["id"], told["text"]) == (3_000, voice, "")
    assert ada.browser.post(f"/api/tracks/{track}/notes", json=sent).status_code == 422, "the voice of another"
    assert 'class="note__voice"' in ada.browser.get(f"/tracks/{track}").text
