"""Who hears a playlist: by name, by group, and by a link without an account."""

import re

import pytest
from fastapi.testclient import TestClient

from app.deps import objects
from app.domain import playlists
from tests.cast import Cast, Player
from tests.tracks import SOUND, make_track


@pytest.fixture
def private(ada: Player, within) -> str:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Prices", audience="only_me")
        make_track(session, ada, title="What it costs", says=("It costs ten.",), playlist=playlist, storage=objects())
        return f"/playlists/{playlist.id}"


def link_of(ada: Player, private: str, **form: str) -> str:
    page = ada.browser.post(f"{private}/shares", data={"days": "7", **form})
    assert page.status_code == 200
    found = re.search(r'value="http[^"]*?(/shares/[^"]+)"', page.text)
    assert found
    return found[1]


def test_named_person_hears_it_until_it_is_taken_back(ada: Player, ben: Player, private: str) -> None:
    assert ben.browser.get(private).status_code == 404
    assert (
        ada.browser.post(f"{private}/grants", data={"whom": f"member:{ben.member.id}", "right": "listen"}).status_code
        == 303
    )
    assert ben.browser.get(private).status_code == 200
    assert ben.browser.get(f"{private}/sharing").status_code == 403
    grant = re.findall(rf'action="({private}/grants/[^"]+/delete)"', ada.browser.get(f"{private}/sharing").text)[-1]
    assert ada.browser.post(grant).status_code == 303
    assert ben.browser.get(private).status_code == 404


def test_taking_the_last_editor_back_is_refused_with_a_sentence(ada: Player, private: str) -> None:
    [grant] = re.findall(rf'action="({private}/grants/[^"]+/delete)"', ada.browser.get(f"{private}/sharing").text)
    answer = ada.browser.post(grant)
    assert answer.status_code == 422
    assert "Somebody must be able to edit this playlist." in answer.text


def test_nobody_chosen_is_told_at_the_field(ada: Player, private: str) -> None:
    answer = ada.browser.post(f"{private}/grants", data={"whom": "", "right": "edit"})
    assert answer.status_code == 422
    assert 'id="whom-error"' in answer.text


def test_outsider_listens_and_reads_by_the_link(ada: Player, cast: Cast, private: str) -> None:
    link = link_of(ada, private)
    page = cast.stranger.get(link)
    assert "What it costs" in page.text
    [audio] = re.findall(r'<audio[^>]+src="([^"]+)"', page.text)
    assert cast.stranger.get(audio).content == SOUND
    part = cast.stranger.get(audio, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, SOUND[:4])
    assert "It costs ten." in cast.stranger.get(audio.removesuffix("/audio")).text


def test_link_taken_back_opens_nothing_more(ada: Player, cast: Cast, private: str) -> None:
    link = link_of(ada, private)
    [audio] = re.findall(r'<audio[^>]+src="([^"]+)"', cast.stranger.get(link).text)
    [revoke] = re.findall(rf'action="({private}/shares/[^"]+/revoke)"', ada.browser.get(f"{private}/sharing").text)
    assert ada.browser.post(revoke).status_code == 303
    assert [cast.stranger.get(path).status_code for path in (link, audio)] == [404, 404]


def test_password_stands_before_everything(ada: Player, cast: Cast, private: str) -> None:
    link = link_of(ada, private, password="swordfish")
    [track] = re.findall(r"/tracks/[0-9a-f-]{36}", ada.browser.get(private).text)[:1]
    page = cast.stranger.get(link).text
    assert "What it costs" not in page
    assert "Prices" not in page
    assert cast.stranger.get(f"{link}{track}/audio").status_code == 404
    assert cast.stranger.post(link, data={"password": "guess"}).status_code == 422
    assert cast.stranger.post(link, data={"password": "swordfish"}).status_code == 303
    assert "What it costs" in cast.stranger.get(link).text
    assert cast.stranger.get(f"{link}{track}/audio").content == SOUND


def test_link_of_one_playlist_opens_no_track_of_another(ada: Player, cast: Cast, private: str, within) -> None:
    with within(ada) as session:
        other = make_track(session, ada, title="Not for you", storage=objects())
    link = link_of(ada, private)
    assert cast.stranger.get(f"{link}/tracks/{other.id}/audio").status_code == 404
    assert cast.stranger.get(f"{link}/tracks/{other.id}").status_code == 404


def test_program_does_the_same_with_a_token(ada: Player, ben: Player, private: str) -> None:
    api = f"/api{private}"
    browser = TestClient(ada.browser.app, headers=ada.bearer)
    group = browser.post("/api/groups", json={"name": "Sales", "kind": "department"}).json()
    assert browser.post(f"/api/groups/{group['id']}/members", json={"member_id": str(ben.member.id)}).status_code == 201
    made = browser.post(f"{api}/grants", json={"group_id": group["id"], "right": "add"})
    assert made.status_code == 201
    assert ben.browser.get(private).status_code == 200
    grant = next(one for one in made.json()["items"] if one["group_id"])
    assert browser.delete(f"{api}/grants/{grant['id']}").status_code == 204
    assert ben.browser.get(private).status_code == 404
    assert browser.post(f"{api}/grants", json={"right": "add"}).status_code == 422
    share = browser.post(f"{api}/shares", json={"days": 3}).json()
    assert "/shares/" in share["url"]
    assert [one["id"] for one in browser.get(f"{api}/shares").json()["items"]] == [share["id"]]
    assert browser.delete(f"{api}/shares/{share['id']}").status_code == 204
    assert (
        browser.put(f"{api}/grants/audience", json={"audience": "everyone_listens"}).json()["audience"]
        == "everyone_listens"
    )
    assert ben.browser.get(private).status_code == 200
