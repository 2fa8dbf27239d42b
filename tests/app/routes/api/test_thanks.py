"""Thanks over the API: left, repeated, taken back."""

import uuid

from app.domain import playlists
from tests.cast import Cast
from tests.tracks import make_track


def test_thanks_are_counted_with_faces_and_taken_back(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        playlist = playlists.create(session, cast.ada.member, title="Billing")
        address = f"/api/tracks/{make_track(session, cast.ada, playlist=playlist).id}/thanks"
    assert cast.ben.browser.put(f"{address}/thanks").json()["thanks"]["is_mine"]
    used = cast.ben.browser.put(f"{address}/used", json={"text": "For the fair"}).json()["used"]
    assert (used["count"], used["given"][0]["text"], used["given"][0]["member"]["name"]) == (
        1,
        "For the fair",
        "Ben Okri",
    )
    assert cast.ada.browser.get(address).json()["thanks"]["is_mine"] is False
    for _ in range(2):
        assert cast.ben.browser.delete(f"{address}/used").status_code == 204
    assert cast.ada.browser.get(address).json()["used"] == {"count": 0, "is_mine": False, "given": []}
    assert cast.ada.browser.put(f"{address}/thanks").status_code == 422
    assert cast.ben.browser.put(f"{address}/applause").status_code == 422
    for player in (cast.cleo, cast.gus):
        assert player.browser.put(f"{address}/thanks").status_code == 404
    assert cast.ben.browser.put(f"/api/tracks/{uuid.uuid4()}/thanks/thanks").status_code == 404
