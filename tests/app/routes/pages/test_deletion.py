"""Deleting for good: a track, one's account, a member with what they said, the workspace."""

import re
from datetime import timedelta
from uuid import UUID

from app.db import transaction
from app.models import Track, Workspace
from app.models.base import now
from tests.app.routes.pages.conftest import Scene
from tests.cast import Cast, Player


def test_track_goes_for_good_after_a_question(ada: Player, scene: Scene, within) -> None:
    page = ada.browser.get(f"/tracks/{scene.track_id}/purge")
    assert "Nobody can bring it back" in page.text
    assert ada.browser.post(f"/tracks/{scene.track_id}/purge").headers["location"] == "/library"
    assert ada.browser.get(f"/tracks/{scene.track_id}").status_code == 404
    assert ada.browser.post(f"/tracks/{scene.track_id}/restore").status_code == 404
    with within(ada) as session:
        assert session.get(Track, UUID(scene.track_id)) is None


def test_only_author_and_admins_end_a_track(ben: Player, gus: Player, scene: Scene) -> None:
    assert ben.browser.get(f"/tracks/{scene.track_id}/purge").status_code == 403
    assert ben.browser.post(f"/api/tracks/{scene.track_id}/purge").status_code == 403
    assert gus.browser.post(f"/api/tracks/{scene.track_id}/purge").status_code == 404


def test_author_ends_a_track_that_was_deleted_before(ben: Player, ada: Player, scene: Scene) -> None:
    track = f"/api/tracks/{scene.bens_track_id}"
    assert ben.browser.delete(track).status_code == 204
    assert ada.browser.post(f"{track}/purge").status_code == 404
    assert ben.browser.post(f"{track}/purge").status_code == 204
    assert ben.browser.post(f"{track}/restore").status_code == 404


def test_admin_removes_a_member_with_what_they_said(cast: Cast, scene: Scene) -> None:
    ben = cast.ben.member.id
    assert "without their name" in cast.ada.browser.get(f"/people/{ben}").text
    cast.ada.browser.post(f"/people/{ben}/deactivate", data={"fate": "erase"})
    assert cast.ada.browser.get(f"/tracks/{scene.bens_track_id}").status_code == 404
    assert cast.ada.browser.get(f"/api/members/{ben}").json()["name"] == "A former member"
    assert cast.ben.browser.delete(f"/api/members/{cast.ada.member.id}?said=erase").status_code == 401


def test_api_removes_a_member(cast: Cast) -> None:
    assert cast.ben.browser.delete(f"/api/members/{cast.ada.member.id}").status_code == 403
    assert cast.ada.browser.delete(f"/api/members/{cast.gus.member.id}?said=nameless").status_code == 204
    assert cast.gus.browser.get("/").status_code == 303


def test_account_ends_and_the_last_owner_is_told_why_not(ada: Player, ben: Player) -> None:
    refused = ada.browser.post("/you/leaving", data={"fate": "erase"})
    assert refused.status_code == 422
    assert "needs an owner" in refused.text
    assert ben.browser.get("/you/leaving").status_code == 200
    assert ben.browser.post("/you/leaving", data={"fate": "nameless"}).headers["location"] == "/"
    assert ben.browser.get("/").status_code == 303


def test_workspace_is_shut_brought_back_and_lost(cast: Cast, within) -> None:
    ada = cast.ada
    assert cast.ben.browser.get("/workspace/deletion").status_code == 403
    assert ada.browser.post("/workspace/deletion", data={"typed_name": "Windmills"}).status_code == 422
    undo = ada.browser.post("/workspace/deletion", data={"typed_name": "windmill ltd"}).headers["location"]
    for player in (ada, cast.ben, cast.gus):
        assert player.browser.get("/").status_code == 303
        assert player.browser.get("/api/tracks", headers=player.bearer).status_code == 401
    assert re.search(r"Windmill Ltd” is deleted", cast.stranger.get(undo).text)
    assert cast.stranger.post(f"{undo}/restore").status_code == 303
    assert [player.browser.get("/").status_code for player in (ada, cast.ben)] == [200, 200]
    assert cast.stranger.get(undo).status_code == 404

    undo = ada.browser.post("/workspace/deletion", data={"typed_name": "Windmill Ltd"}).headers["location"]
    with transaction() as session:
        session.get_one(Workspace, ada.member.workspace_id).deleted_at = now() - timedelta(days=31)
    assert cast.stranger.post(f"{undo}/restore").status_code == 404
