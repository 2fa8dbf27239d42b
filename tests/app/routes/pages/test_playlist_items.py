"""The order of a playlist through the pages: every form does what it says, without scripts."""

import re

from tests.app.routes.pages.conftest import Scene
from tests.cast import Player
from tests.tracks import make_track


def titles(player: Player, scene: Scene) -> list[str]:
    page = player.browser.get(f"/playlists/{scene.playlist_id}").text
    return re.findall(r'class="track__title"[^>]*>([^<]*)<', page)


def items(scene: Scene) -> str:
    return f"/playlists/{scene.playlist_id}/items"


def test_moving_down_and_past_the_end(ada: Player, scene: Scene) -> None:
    assert titles(ada, scene) == ["The first call", "The second call"]
    ada.browser.post(f"{items(scene)}/{scene.item_ids[0]}/move", data={"to": "1"})
    assert titles(ada, scene) == ["The second call", "The first call"]
    ada.browser.post(f"{items(scene)}/{scene.item_ids[0]}/move", data={"to": "2"})
    assert titles(ada, scene) == ["The second call", "The first call"]
    ada.browser.post(f"{items(scene)}/{scene.item_ids[0]}/move", data={"to": "-1"})
    assert titles(ada, scene) == ["The first call", "The second call"]


def test_removed_track_goes_back_to_its_place_by_undo(ada: Player, scene: Scene) -> None:
    answer = ada.browser.post(f"{items(scene)}/{scene.item_ids[0]}/delete")
    page = ada.browser.get(answer.headers["location"]).text
    assert titles(ada, scene) == ["The second call"]
    undo = dict(re.findall(r'<input type="hidden" name="(track_id|to)" value="([^"]*)">', page))
    assert undo == {"track_id": scene.track_id, "to": "0"}
    ada.browser.post(items(scene), data=undo)
    assert titles(ada, scene) == ["The first call", "The second call"]


def test_no_undo_is_offered_that_would_be_refused(ada: Player, scene: Scene) -> None:
    answer = ada.browser.post(f"{items(scene)}/{scene.item_ids[1]}/delete")
    page = ada.browser.get(answer.headers["location"]).text
    assert "only its author hears it now" in page
    assert f'action="{items(scene)}"' not in page
    assert ada.browser.post(items(scene), data={"track_id": scene.bens_track_id}).status_code == 404


def test_adding_from_the_library(ada: Player, scene: Scene, within) -> None:
    with within(ada) as session:
        track_id = str(make_track(session, ada, title="Kept aside").id)
    assert "Kept aside" in ada.browser.get(items(scene)).text
    answer = ada.browser.post(items(scene), data={"track_id": track_id, "back": "items"})
    assert answer.headers["location"] == items(scene)
    assert titles(ada, scene)[-1] == "Kept aside"


def test_track_is_placed_from_its_own_page(ada: Player, scene: Scene, within) -> None:
    with within(ada) as session:
        track_id = str(make_track(session, ada, title="Kept aside").id)
    ada.browser.post(f"/tracks/{track_id}/playlists", data={"playlist_id": scene.playlist_id})
    assert titles(ada, scene)[-1] == "Kept aside"


def test_member_without_the_right_orders_nothing(ben: Player, scene: Scene) -> None:
    assert ben.browser.post(f"{items(scene)}/{scene.item_ids[0]}/move", data={"to": "1"}).status_code == 403
    assert ben.browser.post(f"{items(scene)}/{scene.item_ids[0]}/delete").status_code == 403
