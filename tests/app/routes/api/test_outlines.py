"""Outlines over the API: written whole, filled card by card."""

from tests.cast import Player
from tests.tracks import make_track


def outlined(player: Player, *titles: str, **fields: object) -> tuple[str, list[str]]:
    """A playlist's address and the ids of its cards."""
    made = player.browser.post("/api/playlists", json={"title": "Our pitch", "kind": "expert", **fields})
    address = f"/api/playlists/{made.json()['id']}"
    answer = player.browser.put(f"{address}/outline", json={"cards": [{"title": title} for title in titles]})
    assert answer.status_code == 200, answer.text
    return address, [card["id"] for card in answer.json()["cards"]]


def recorded(player: Player, within, title: str) -> str:
    with within(player) as session:
        return str(make_track(session, player, title=title).id)


def test_track_added_with_its_card_closes_the_card(ada: Player, within) -> None:
    address, (_, second) = outlined(ada, "Why", "How")
    track = recorded(ada, within, "How")
    assert ada.browser.post(f"{address}/items", json={"track_id": track, "card_id": second}).status_code == 201
    cards = ada.browser.get(f"{address}/outline").json()["cards"]
    assert [(card["title"], card["track_id"]) for card in cards] == [("Why", None), ("How", track)]


def test_member_fills_cards_where_everyone_adds_and_writes_none(ada: Player, ben: Player, within) -> None:
    address, (card,) = outlined(ada, "Why", audience="everyone_adds")
    track = recorded(ben, within, "Why")
    assert ben.browser.post(f"{address}/items", json={"track_id": track, "card_id": card}).status_code == 201
    assert ben.browser.put(f"{address}/outline", json={"cards": []}).status_code == 403


def test_nobody_sees_the_outline_of_a_private_playlist(ada: Player, ben: Player) -> None:
    address, _ = outlined(ada, "Why", audience="only_me")
    assert ben.browser.get(f"{address}/outline").status_code == 404


def test_second_of_two_writers_is_told(ada: Player) -> None:
    address, _ = outlined(ada, "Why")
    etag = {"If-Match": ada.browser.get(f"{address}/outline").headers["etag"]}
    first, second = ({"cards": [{"title": title}]} for title in ("First", "Second"))
    assert ada.browser.put(f"{address}/outline", json=first, headers=etag).status_code == 200
    assert ada.browser.put(f"{address}/outline", json=second, headers=etag).status_code == 412


def test_refusal_names_the_line(ada: Player) -> None:
    address, _ = outlined(ada, "Why")
    answer = ada.browser.put(f"{address}/outline", json={"cards": [{"title": "Why"}, {"title": " "}]})
    assert (answer.status_code, answer.json()["field"], answer.json()["line"]) == (422, "cards", 1)
