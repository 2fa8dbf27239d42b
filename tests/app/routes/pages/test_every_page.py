"""What holds for every page: it answers, it is ours alone, and nothing in it is inline or from elsewhere."""

import re

from tests.app.routes.pages.conftest import Scene, addresses
from tests.cast import Cast, Player

INLINE = re.compile(r"""\sstyle=|\son[a-z]+\s*=\s*["']|<style|<script(?![^>]*\ssrc=)|javascript:""", re.IGNORECASE)
FROM_ELSEWHERE = re.compile(r"""\s(?:src|href|action)=["'](?:https?:)?//""", re.IGNORECASE)


def test_every_page_answers_its_owner(ada: Player, scene: Scene) -> None:
    statuses = {path: ada.browser.get(path).status_code for path in addresses(scene, str(ada.member.id))}
    assert statuses == dict.fromkeys(statuses, 200)


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(ada: Player, scene: Scene) -> None:
    for path in [*addresses(scene, str(ada.member.id)), "/nowhere"]:
        page = ada.browser.get(path).text
        assert not INLINE.search(page), path
        assert not FROM_ELSEWHERE.search(page), path


def test_every_page_has_one_title_and_one_heading(ada: Player, scene: Scene) -> None:
    fragments = ("/status", "/row", "/transcript")
    for path in addresses(scene, str(ada.member.id)):
        if not path.endswith(fragments):
            page = ada.browser.get(path).text
            assert (page.count("<title>"), len(re.findall("<h1[ >]", page))) == (1, 1), path


def test_player_stands_outside_the_part_that_is_swapped(ada: Player, scene: Scene) -> None:
    page = ada.browser.get(f"/tracks/{scene.track_id}").text
    assert page.index("</main>") < page.index("<audio-player")


def test_outsider_finds_nothing_of_the_scene(cleo: Player, ada: Player, scene: Scene) -> None:
    inside = [
        path for path in addresses(scene, str(ada.member.id)) if scene.playlist_id in path or scene.track_id in path
    ]
    for path in [*inside, f"/people/{ada.member.id}"]:
        assert cleo.browser.get(path).status_code == 404, path


def test_outsider_changes_nothing_of_the_scene(cleo: Player, scene: Scene) -> None:
    playlist, track = f"/playlists/{scene.playlist_id}", f"/tracks/{scene.track_id}"
    forms = {
        playlist: {"title": "Mine now"},
        f"{playlist}/delete": {},
        f"{playlist}/restore": {},
        f"{playlist}/items": {"track_id": scene.track_id},
        f"{playlist}/items/{scene.item_ids[0]}/move": {"to": "1"},
        f"{playlist}/items/{scene.item_ids[0]}/delete": {},
        track: {"title": "Mine now"},
        f"{track}/delete": {},
        f"{track}/restore": {},
        f"{track}/retry": {},
        f"{track}/playlists": {"playlist_id": scene.playlist_id},
    }
    for path, form in forms.items():
        assert cleo.browser.post(path, data=form).status_code == 404, path


def test_stranger_is_sent_to_sign_in_and_back(cast: Cast, scene: Scene) -> None:
    answer = cast.stranger.get(f"/tracks/{scene.track_id}?t=83")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next=/tracks/{scene.track_id}%3Ft%3D83"


def test_what_is_not_there_says_so_within_the_frame(ada: Player) -> None:
    answer = ada.browser.get("/nowhere")
    assert answer.status_code == 404
    assert "Nothing here" in answer.text
    assert 'id="rail"' in answer.text


def test_names_are_text_and_never_markup(ada: Player) -> None:
    ada.browser.post("/playlists", data={"title": "<script>alert(1)</script>", "kind": "expert"})
    page = ada.browser.get("/playlists").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
