"""Notes as a page: left with or without scripts, answered, changed, taken away and back."""

import re

import pytest

from tests.app.routes.pages.conftest import Scene
from tests.app.routes.pages.test_every_page import INLINE
from tests.cast import Cast, Player


def leave(player: Player, scene: Scene, **form: str) -> str:
    """Leave a note by its form and return its id."""
    answer = player.browser.post(f"/tracks/{scene.track_id}/notes", data={"text": "Why thirty days?", **form})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].split("#note-")[1]


def shown(player: Player, scene: Scene) -> str:
    return player.browser.get(f"/tracks/{scene.track_id}").text


def test_note_stands_at_its_moment_and_marks_the_voice(ada: Player, ben: Player, scene: Scene) -> None:
    note = leave(ben, scene, at="0:30")
    page = shown(ada, scene)
    assert f'id="note-{note}"' in page
    assert f'href="/tracks/{scene.track_id}?t=30.0" data-start-ms="30000"' in page
    assert '<path d="M500 50h0"/>' in page, "half of a minute is half of the picture"
    assert '<a href="#notes">1 note</a>' in page


def test_pages_with_notes_are_ours_alone(ben: Player, scene: Scene) -> None:
    note = leave(ben, scene, at="0:30", text="<b>Why?</b>")
    ben.browser.post(f"/tracks/{scene.track_id}/thanks/used", data={"text": "<i>fair</i>"})
    refused = ben.browser.post(f"/tracks/{scene.track_id}/notes", data={"text": ""}).text
    for page in (shown(ben, scene), ben.browser.get(f"/notes/{note}").text, refused):
        assert not INLINE.search(page)
        assert (page.count("<title>"), len(re.findall("<h1[ >]", page))) == (1, 1)
    assert "<b>Why?" not in shown(ben, scene)
    assert "<i>fair" not in shown(ben, scene)


def test_reply_is_one_form_away(ada: Player, ben: Player, scene: Scene) -> None:
    note = leave(ben, scene)
    leave(ada, scene, text="Because.", parent_id=note)
    page = shown(ben, scene)
    assert page.index("Why thirty days?") < page.index("Because.")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": " ", "at": "0:10"}, "Please write something first."),
        ({"text": "Hm", "at": "soon"}, "Please write minutes and seconds, such as 1:23."),
        ({"text": "Hm", "at": "9:59"}, "This moment is not within the track."),
        ({"text": "x" * 5_001, "at": ""}, "Please keep this under 5000 characters."),
    ],
)
def test_what_does_not_fit_comes_back_with_a_sentence(ben: Player, scene: Scene, form: dict, sentence: str) -> None:
    answer = ben.browser.post(f"/tracks/{scene.track_id}/notes", data=form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert form["text"].strip()[:50] in answer.text
    assert f'value="{form["at"]}"' in answer.text


def test_empty_reply_comes_back_below_what_it_answers(ben: Player, scene: Scene) -> None:
    note = leave(ben, scene)
    answer = ben.browser.post(f"/tracks/{scene.track_id}/notes", data={"text": "", "parent_id": note})
    assert answer.status_code == 422
    assert "Why thirty days?" in answer.text
    assert f'name="parent_id" value="{note}"' in answer.text


def test_own_note_is_changed_and_others_are_not(ada: Player, ben: Player, scene: Scene) -> None:
    address = f"/notes/{leave(ben, scene)}"
    assert "Why thirty days?" in ben.browser.get(address).text
    assert ben.browser.post(address, data={"text": " "}).status_code == 422
    assert ben.browser.post(address, data={"text": "Why sixty days?"}).status_code == 303
    assert "Why sixty days?" in shown(ada, scene)
    assert " · edited" in shown(ada, scene)
    assert (ada.browser.get(address).status_code, ada.browser.post(address, data={"text": "No"}).status_code) == (
        403,
        403,
    )
    assert f'href="{address}"' not in shown(ada, scene)


def test_deleted_note_comes_back_by_undo(ada: Player, ben: Player, scene: Scene) -> None:
    address = f"/notes/{leave(ben, scene)}"
    deleted = ada.browser.post(f"{address}/delete")
    assert deleted.headers["location"] == f"/tracks/{scene.track_id}#notes"
    page = shown(ada, scene)
    assert "Why thirty days?" not in page
    assert f'action="{address}/restore"' in page
    assert ada.browser.post(f"{address}/restore").status_code == 303
    assert "Why thirty days?" in shown(ben, scene)


def test_outsider_finds_no_note(cast: Cast, scene: Scene) -> None:
    address = f"/notes/{leave(cast.ben, scene)}"
    for player in (cast.cleo, cast.gus):
        assert player.browser.get(address).status_code == 404
        for change in (address, f"{address}/delete", f"{address}/restore", f"/tracks/{scene.track_id}/notes"):
            assert player.browser.post(change, data={"text": "Mine"}).status_code == 404, change


def test_questions_without_a_name_are_offered_where_a_playlist_allows_them(
    ada: Player, ben: Player, scene: Scene
) -> None:
    offer, edit = f'formaction="/tracks/{scene.track_id}/questions"', f"/playlists/{scene.playlist_id}"
    assert offer not in shown(ben, scene)
    assert ben.browser.post(f"/tracks/{scene.track_id}/questions", data={"text": "Why?"}).status_code == 403
    form = {"title": "Winning back clients", "audience": "everyone_adds"}
    ada.browser.post(edit, data={**form, "anonymous_on": "1"})
    assert re.search(r'name="anonymous_on" value="1" checked', ada.browser.get(f"{edit}/edit").text)
    assert offer in shown(ben, scene)
    answer = ben.browser.post(f"/tracks/{scene.track_id}/questions", data={"text": "What is billing?", "at": "0:05"})
    assert answer.headers["location"] == f"/tracks/{scene.track_id}#notes"
    page = shown(ben, scene)
    assert "Without a name" in page
    assert "this week" in page
    empty = ben.browser.post(f"/tracks/{scene.track_id}/questions", data={"text": " "})
    assert (empty.status_code, "Please write something first." in empty.text) == (422, True)
    ada.browser.post(edit, data=form)
    assert offer not in shown(ben, scene)
