"""Notifications over the API: listed, read, switched off."""

from app.domain import playlist_grants, playlists
from app.models import Right
from tests.cast import Cast
from tests.tracks import make_track


def test_what_happened_is_listed_read_and_led_to(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        playlist = playlists.create(session, cast.ada.member, title="Billing")
        track = str(make_track(session, cast.ada, playlist=playlist).id)
    note = cast.ben.browser.post(f"/api/tracks/{track}/notes", json={"text": "Why?"}).json()["id"]
    cast.ben.browser.put(f"/api/tracks/{track}/thanks/thanks")
    told = cast.ada.browser.get("/api/notifications?limit=1").json()
    assert (told["unread_count"], told["items"][0]["sentence"]) == (2, "Ben Okri thanked you")
    (second,) = cast.ada.browser.get(f"/api/notifications?cursor={told['next_cursor']}").json()["items"]
    assert (second["kind"], second["path"], second["read_at"]) == ("note", f"/tracks/{track}#note-{note}", None)
    assert cast.ada.browser.post("/api/notifications/read", json={"until": second["created_at"]}).status_code == 204
    assert cast.ada.browser.get("/api/notifications").json()["unread_count"] == 1
    assert cast.ada.browser.get("/api/notifications?cursor=nonsense").status_code == 422


def test_a_kind_can_be_switched_off_and_on(cast: Cast) -> None:
    all_kinds = cast.ada.browser.get("/api/notifications/choices").json()
    assert all_kinds["digest"] is True
    wanted = [kind for kind in all_kinds["kinds"] if kind != "thanks"]
    chosen = cast.ada.browser.put("/api/notifications/choices", json={"kinds": wanted, "digest": False}).json()
    assert chosen == {"kinds": wanted, "digest": False}
    assert cast.ada.browser.get("/api/notifications/choices").json() == chosen
    refused = cast.ada.browser.put("/api/notifications/choices", json={"kinds": ["gossip"], "digest": True})
    assert refused.status_code == 422


def test_nothing_is_told_of_a_playlist_that_was_closed_again(cast: Cast, within) -> None:
    with within(cast.ada) as session:
        playlist = playlists.create(session, cast.ada.member, title="Merger with Rival", audience="only_me")
        granted = playlist_grants.grant(session, playlist, Right.LISTEN, to=cast.ben.member)
        track = str(make_track(session, cast.ada, title="The offer", playlist=playlist).id)
    note = cast.ben.browser.post(f"/api/tracks/{track}/notes", json={"text": "How much?"}).json()["id"]
    cast.ada.browser.post(f"/api/tracks/{track}/notes", json={"text": "A lot", "parent_id": note})
    assert cast.ben.browser.get("/api/notifications").json()["unread_count"] == 1
    with within(cast.ada) as session:
        playlist_grants.revoke(session, playlists.get(session, cast.ada.member, playlist.id), granted.id)
    told = cast.ben.browser.get("/api/notifications")
    assert (told.json()["items"], told.json()["unread_count"]) == ([], 0)
