"""Playlists through the pages: making, editing, deleting with a way back."""

import pytest

from tests.app.routes.pages.conftest import Scene
from tests.cast import Player


def test_new_playlist_stands_on_the_wall(ada: Player) -> None:
    answer = ada.browser.post("/playlists", data={"title": "Refunds", "kind": "expert", "audience": "only_me"})
    assert answer.status_code == 303
    assert "not open to the workspace" in ada.browser.get(answer.headers["location"]).text
    assert "Refunds" in ada.browser.get("/playlists").text


def test_private_playlist_is_on_nobody_elses_wall(ada: Player, ben: Player) -> None:
    made = ada.browser.post("/playlists", data={"title": "Thinking aloud", "audience": "only_me"}).headers["location"]
    assert "Thinking aloud" not in ben.browser.get("/playlists").text
    assert ben.browser.get(made).status_code == 404


def test_playlist_without_title_keeps_what_was_typed(ada: Player) -> None:
    form = {"title": "  ", "description": "For the first week", "kind": "onboarding", "audience": "everyone_listens"}
    answer = ada.browser.post("/playlists", data=form)
    assert answer.status_code == 422
    assert 'id="title-error"' in answer.text
    assert "For the first week" in answer.text
    assert 'value="onboarding" checked' in answer.text


def test_edit_changes_title_description_and_audience(ada: Player, ben: Player, scene: Scene) -> None:
    page = f"/playlists/{scene.playlist_id}"
    form = {"title": "Clients again", "description": "New words", "audience": "only_me", "version": "1"}
    assert ada.browser.post(page, data=form).status_code == 303
    assert "Clients again" in ada.browser.get(page).text
    assert ben.browser.get(page).status_code == 404


def test_second_of_two_editors_is_told_and_loses_nothing(ada: Player, scene: Scene) -> None:
    page = f"/playlists/{scene.playlist_id}"
    ada.browser.post(page, data={"title": "First", "version": "1"})
    answer = ada.browser.post(page, data={"title": "Second", "description": "My long text", "version": "1"})
    assert answer.status_code == 412
    assert "My long text" in answer.text
    assert 'name="version" value="2"' in answer.text


def test_deleted_playlist_comes_back_by_undo(ada: Player, scene: Scene) -> None:
    page = f"/playlists/{scene.playlist_id}"
    assert ada.browser.post(f"{page}/delete").headers["location"] == "/playlists"
    wall = ada.browser.get("/playlists").text
    assert f'action="{page}/restore"' in wall
    assert f'action="{page}/restore"' not in ada.browser.get("/playlists").text, "it is said once"
    assert ada.browser.get(page).status_code == 404
    assert ada.browser.post(f"{page}/restore").headers["location"] == page
    assert ada.browser.get(page).status_code == 200


def test_guest_makes_no_playlist(gus: Player) -> None:
    assert gus.browser.get("/playlists/new").status_code == 403
    assert gus.browser.post("/playlists", data={"title": "Mine"}).status_code == 403


@pytest.mark.parametrize("action", ["/edit", "/arrange"])
def test_member_who_may_add_may_not_edit(ben: Player, scene: Scene, action: str) -> None:
    page = f"/playlists/{scene.playlist_id}"
    assert f'href="{page}{action}"' not in ben.browser.get(page).text
    assert ben.browser.get(page + action).status_code == 403
