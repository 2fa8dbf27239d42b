"""The recorder's and the import's pages: what they bring for the scripts, and what they say without."""

from tests.app.routes.pages.conftest import Scene
from tests.cast import Player


def test_recorder_knows_whose_it_is_how_long_it_may_run_and_where_it_goes(ada: Player, scene: Scene) -> None:
    page = ada.browser.get(f"/record?playlist={scene.playlist_id}").text
    assert f'data-person="{ada.member.id}" data-max-minutes="180"' in page
    assert f'<option value="{scene.playlist_id}" selected>Winning back clients</option>' in page
    assert "Recording needs JavaScript" in page


def test_only_playlists_that_one_may_add_to_are_offered(gus: Player, scene: Scene) -> None:
    assert "Winning back clients" not in gus.browser.get("/record").text


def test_import_names_what_it_takes(ada: Player) -> None:
    page = ada.browser.get("/import").text
    for ending in (".m4a", ".mp3", ".wav", ".ogg", ".opus", ".webm", ".mp4", ".aac", ".flac"):
        assert f"{ending}," in page
    assert "Importing needs JavaScript" in page


def test_strangers_are_asked_to_sign_in(cast) -> None:
    for address in ("/record", "/import"):
        assert cast.stranger.get(address).headers["location"] == f"/sign-in?next={address}"


def test_nothing_is_inline_and_every_word_of_the_scripts_is_there(ada: Player) -> None:
    page = ada.browser.get("/record").text
    for key in (
        "silent",
        "dead",
        "interrupted-muted",
        "interrupted-hidden",
        "trouble-offline",
        "trouble-too-large",
        "unsent",
    ):
        assert f'data-word="{key}"' in page
    assert "<style" not in page
    assert " onclick" not in page


def test_recorder_carries_what_it_is_for(ada: Player, scene: Scene) -> None:
    page = ada.browser.get(f"/record?playlist={scene.playlist_id}&contribution=solution").text
    assert f'data-for-playlist="{scene.playlist_id}" data-for-contribution="solution"' in page
    note = ada.browser.get(f"/record?about={scene.bens_track_id}").text
    assert f'data-for-about="{scene.bens_track_id}"' in note
    assert 'data-for="playlist"' not in note
