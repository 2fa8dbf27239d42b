"""Playlists over the API: order, versions, deleting and bringing back."""

from tests.cast import Player
from tests.tracks import make_track


def create(player: Player, **fields: object) -> str:
    answer = player.browser.post("/api/playlists", json={"title": "Billing", **fields})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def titles(player: Player, playlist: str) -> list[str]:
    return [item["track"]["title"] for item in player.browser.get(f"/api/playlists/{playlist}").json()["items"]]


def filled(player: Player, within, *names: str) -> tuple[str, dict[str, str]]:
    playlist = create(player)
    for name in names:
        with within(player) as session:
            track = make_track(session, player, title=name)
        assert (
            player.browser.post(f"/api/playlists/{playlist}/items", json={"track_id": str(track.id)}).status_code == 201
        )
    items = player.browser.get(f"/api/playlists/{playlist}/items").json()["items"]
    return playlist, {item["track"]["title"]: item["id"] for item in items}


def test_tracks_stand_in_the_order_they_were_added_and_moved(ada: Player, within) -> None:
    playlist, items = filled(ada, within, "a", "b", "c", "d")
    assert titles(ada, playlist) == ["a", "b", "c", "d"]
    for name, position, expected in (("d", 0, "dabc"), ("d", 2, "abdc"), ("a", 99, "bdca"), ("d", 1, "bdca")):
        ada.browser.patch(f"/api/playlists/{playlist}/items/{items[name]}", json={"position": position})
        assert "".join(titles(ada, playlist)) == expected


def test_removing_a_track_keeps_it_in_the_library(ada: Player, within) -> None:
    playlist, items = filled(ada, within, "a", "b")
    assert ada.browser.delete(f"/api/playlists/{playlist}/items/{items['a']}").status_code == 204
    assert titles(ada, playlist) == ["b"]
    assert len(ada.browser.get("/api/tracks").json()["items"]) == 2


def test_deleted_track_leaves_every_playlist_and_comes_back_to_its_place(ada: Player, within) -> None:
    playlist, _ = filled(ada, within, "a", "b", "c")
    track = ada.browser.get(f"/api/playlists/{playlist}").json()["items"][1]["track"]["id"]
    ada.browser.delete(f"/api/tracks/{track}")
    assert titles(ada, playlist) == ["a", "c"]
    ada.browser.post(f"/api/tracks/{track}/restore")
    assert titles(ada, playlist) == ["a", "b", "c"]


def test_adding_a_track_twice_adds_it_once(ada: Player, within) -> None:
    playlist, _ = filled(ada, within, "a")
    track = ada.browser.get(f"/api/playlists/{playlist}").json()["items"][0]["track"]["id"]
    ada.browser.post(f"/api/playlists/{playlist}/items", json={"track_id": track})
    assert titles(ada, playlist) == ["a"]


def test_second_editor_is_told(ada: Player) -> None:
    playlist = create(ada, audience="everyone_adds")
    etag = ada.browser.get(f"/api/playlists/{playlist}").headers["etag"]
    address, headers = f"/api/playlists/{playlist}", {"If-Match": etag}
    assert ada.browser.patch(address, json={"title": "First"}, headers=headers).status_code == 200
    answer = ada.browser.patch(address, json={"title": "Second"}, headers=headers)
    assert (answer.status_code, answer.json()["current"]) == (412, "First")


def test_deleted_playlist_can_be_brought_back_by_its_editor_only(ada: Player, ben: Player, within) -> None:
    playlist, _ = filled(ada, within, "a")
    assert ben.browser.delete(f"/api/playlists/{playlist}").status_code == 403
    assert ada.browser.delete(f"/api/playlists/{playlist}").status_code == 204
    assert ada.browser.get(f"/api/playlists/{playlist}").status_code == 404
    assert ben.browser.post(f"/api/playlists/{playlist}/restore").status_code == 404
    assert ada.browser.post(f"/api/playlists/{playlist}/restore").status_code == 200
    assert titles(ada, playlist) == ["a"]


def test_member_adds_where_everyone_adds_and_not_where_everyone_listens(ada: Player, ben: Player, within) -> None:
    with within(ben) as session:
        track = str(make_track(session, ben).id)
    for audience, status in (("everyone_adds", 201), ("everyone_listens", 403), ("only_me", 404)):
        playlist = create(ada, audience=audience)
        assert ben.browser.post(f"/api/playlists/{playlist}/items", json={"track_id": track}).status_code == status


def test_nonsense_is_refused_with_the_field(ada: Player) -> None:
    answer = ada.browser.post("/api/playlists", json={"title": "   "})
    assert (answer.status_code, answer.json()["field"]) == (422, "title")
    assert ada.browser.post("/api/playlists", json={"title": "x", "kind": "party"}).status_code == 422
