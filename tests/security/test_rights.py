"""Who hears what: author, playlist, workspace; everybody else gets the same 404 as for nothing."""

import uuid

import pytest

from app.deps import objects
from app.domain import playlist_grants, playlists
from app.models import Right
from tests.cast import Cast, Player
from tests.tracks import SOUND, make_track

OF_TRACK = ["", "/audio", "/original", "/waveform.json", "/transcript.json", "/transcript.vtt", "/listen"]


@pytest.fixture
def private_track(ada: Player, within) -> str:
    with within(ada) as session:
        hidden = playlists.create(session, ada.member, title="Salaries", audience="only_me")
        track = make_track(
            session, ada, title="Hidden", says=("the zebra earns most",), playlist=hidden, storage=objects()
        )
        return str(track.id)


@pytest.fixture
def open_track(ada: Player, within) -> str:
    with within(ada) as session:
        shared = playlists.create(session, ada.member, title="Everyone's")
        track = make_track(
            session, ada, title="Open", says=("the zebra is striped",), playlist=shared, storage=objects()
        )
        return str(track.id)


@pytest.mark.parametrize("part", OF_TRACK)
def test_outsider_and_guest_get_404_for_every_track(cast: Cast, open_track: str, part: str) -> None:
    for player in (cast.cleo, cast.gus):
        absent = player.browser.get(f"/api/tracks/{uuid.uuid4()}{part}")
        refused = player.browser.get(f"/api/tracks/{open_track}{part}")
        assert refused.status_code == absent.status_code == 404
        assert refused.json() == absent.json()
    assert cast.stranger.get(f"/api/tracks/{open_track}{part}").status_code == 401


@pytest.mark.parametrize("part", OF_TRACK)
def test_member_hears_the_open_and_not_the_private(ben: Player, open_track: str, private_track: str, part: str) -> None:
    if part != "/original":
        assert ben.browser.get(f"/api/tracks/{open_track}{part}").status_code == 200
    assert ben.browser.get(f"/api/tracks/{private_track}{part}").status_code == 404


def test_search_finds_and_counts_only_what_may_be_heard(cast: Cast, open_track: str, private_track: str) -> None:
    found = {
        name: player.browser.get("/api/search?q=zebra").json()
        for name, player in (("ada", cast.ada), ("ben", cast.ben), ("gus", cast.gus), ("cleo", cast.cleo))
    }
    assert {name: answer["total"] for name, answer in found.items()} == {"ada": 2, "ben": 1, "gus": 0, "cleo": 0}
    assert [hit["track"]["id"] for hit in found["ben"]["hits"]] == [open_track]


def test_lists_show_only_what_is_theirs(cast: Cast, open_track: str, private_track: str) -> None:
    heard = {
        player.member.person.name.split()[0]: {item["id"] for item in player.browser.get("/api/tracks").json()["items"]}
        for player in (cast.ada, cast.ben, cast.gus, cast.cleo)
    }
    assert heard == {"Ada": {open_track, private_track}, "Ben": {open_track}, "Gus": set(), "Cleo": set()}
    shelves = [len(player.browser.get("/api/playlists").json()["items"]) for player in (cast.ada, cast.ben, cast.gus)]
    assert shelves == [2, 1, 0]
    assert [member["name"] for member in cast.gus.browser.get("/api/members").json()["items"]] == ["Gus Grissom"]


def test_a_guest_hears_what_they_were_given(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        given = playlists.create(session, cast.ada.member, title="For Gus", audience="only_me")
        track = make_track(session, cast.ada, playlist=given, storage=objects())
        playlist_grants.grant(session, given, Right.LISTEN, to=cast.gus.member)
    assert cast.gus.browser.get(f"/api/tracks/{track.id}/audio").content == SOUND
    assert (
        cast.gus.browser.post(f"/api/playlists/{given.id}/items", json={"track_id": str(track.id)}).status_code == 403
    )
    assert cast.ben.browser.get(f"/api/playlists/{given.id}").status_code == 404


def test_changing_needs_more_than_listening(cast: Cast, open_track: str) -> None:
    change = {"title": "Taken over"}
    assert cast.ben.browser.patch(f"/api/tracks/{open_track}", json=change).status_code == 403
    assert cast.ben.browser.delete(f"/api/tracks/{open_track}").status_code == 403
    assert cast.cleo.browser.patch(f"/api/tracks/{open_track}", json=change).status_code == 404
    assert cast.ada.browser.patch(f"/api/tracks/{open_track}", json=change).status_code == 200


def test_deactivated_member_is_out_within_one_request(cast: Cast, within, open_track: str) -> None:
    from app.domain import memberships

    assert cast.ben.browser.get(f"/api/tracks/{open_track}").status_code == 200
    with within(cast.ada) as session:
        memberships.deactivate(session, cast.ada.member, memberships.get(session, cast.ada.member, cast.ben.member.id))
    assert cast.ben.browser.get(f"/api/tracks/{open_track}").status_code == 401
    assert cast.stranger.get(f"/api/tracks/{open_track}", headers=cast.ben.bearer).status_code == 401


@pytest.mark.parametrize("bad", ["..", "%2e%2e", "0", "nonsense", "{0}/", "{0}%00", "{0}%2faudio", "{upper}"])
def test_mutated_ids_are_simply_not_there(ada: Player, open_track: str, bad: str) -> None:
    address = bad.replace("{0}", open_track).replace("{upper}", open_track.upper())
    assert ada.browser.get(f"/api/tracks/{address}/transcript.json").status_code == 404
