"""Templates over the API, and playlists that start from one."""

from tests.cast import Player


def test_playlist_started_from_a_template_has_its_cards_and_none_of_its_words_by_itself(ada: Player) -> None:
    start = ada.browser.get("/api/templates").json()["items"][0]
    fields = {"title": "Our newsletter", "kind": start["kind"], "template_id": start["id"]}
    made = ada.browser.post("/api/playlists", json=fields).json()
    cards = ada.browser.get(f"/api/playlists/{made['id']}/outline").json()["cards"]
    assert [(card["title"], card["prompt"]) for card in cards] == [(c["title"], c["prompt"]) for c in start["cards"]]
    assert made["title"] == "Our newsletter"


def test_own_template_is_made_deleted_and_brought_back(ada: Player) -> None:
    made = ada.browser.post("/api/templates", json={"title": "Ours", "cards": [{"title": "Hello"}]}).json()
    assert made["is_own"]
    address = f"/api/templates/{made['id']}"
    assert ada.browser.delete(address).status_code == 204
    assert made["id"] not in {one["id"] for one in ada.browser.get("/api/templates").json()["items"]}
    assert ada.browser.post("/api/playlists", json={"title": "x", "template_id": made["id"]}).status_code == 404
    assert ada.browser.post(f"{address}/restore").status_code == 204
    assert ada.browser.get("/api/templates").json()["items"][0]["title"] == "Ours"


def test_outsider_uses_no_template_of_ours(ada: Player, cleo: Player) -> None:
    made = ada.browser.post("/api/templates", json={"title": "Ours", "cards": [{"title": "Hello"}]}).json()
    assert cleo.browser.post("/api/playlists", json={"title": "x", "template_id": made["id"]}).status_code == 404
    assert cleo.browser.delete(f"/api/templates/{made['id']}").status_code == 404


def test_expert_playlist_is_for_listening_unless_said_otherwise(ada: Player, ben: Player) -> None:
    for kind, status in (("expert", 403), ("onboarding", 403), ("collaborative", 200)):
        made = ada.browser.post("/api/playlists", json={"title": "x", "kind": kind}).json()
        assert ben.browser.patch(f"/api/playlists/{made['id']}", json={"title": "y"}).status_code == 403
        assert ben.browser.get(f"/playlists/{made['id']}/items").status_code == status
