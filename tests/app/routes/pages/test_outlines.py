"""The outline through its pages: written without scripts, recorded card by card."""

import re

import pytest

from tests.app.routes.pages.conftest import Scene
from tests.cast import Player
from tests.tracks import make_track

CARD = re.compile(r'href="/record\?playlist=[^"&]+&amp;card=([^"]+)"')


@pytest.fixture
def page(scene: Scene) -> str:
    return f"/playlists/{scene.playlist_id}"


def save(player: Player, page: str, *titles: str, do: str = "save", **form: object):
    cells = {"id": [""] * len(titles), "title": list(titles), "prompt": ["Say it."] * len(titles)}
    return player.browser.post(f"{page}/outline", data={**cells, "do": do, **form})


def titles_in(form: str) -> list[str]:
    return re.findall(r'name="title" value="([^"]*)"', form)


def test_saved_cards_wait_on_the_playlists_page_to_be_recorded(ada: Player, page: str) -> None:
    assert save(ada, page, "Why", "How").headers["location"] == page
    shown = ada.browser.get(page).text
    assert "0 of 2 done" in shown
    assert len(CARD.findall(shown)) == 2


def test_card_shows_above_the_recorder_and_names_the_track(ada: Player, page: str, scene: Scene) -> None:
    save(ada, page, "Why", "How")
    why, how = CARD.findall(ada.browser.get(page).text)
    recorder = ada.browser.get(f"/record?playlist={scene.playlist_id}&card={how}").text
    assert f'data-for-card="{how}"' in recorder
    assert 'data-title="How"' in recorder
    assert "Say it." in recorder
    assert f"&amp;card={why}" in recorder, "the next open card is offered"
    assert "Next card: Why" in recorder


def test_last_open_card_has_no_next_one(ada: Player, page: str, scene: Scene) -> None:
    save(ada, page, "Why")
    (why,) = CARD.findall(ada.browser.get(page).text)
    assert "That was the last open card." in ada.browser.get(f"/record?playlist={scene.playlist_id}&card={why}").text


def test_recorded_card_is_done(ada: Player, page: str, within) -> None:
    save(ada, page, "Why", "How")
    why, how = CARD.findall(ada.browser.get(page).text)
    with within(ada) as session:
        track = str(make_track(session, ada, title="Why").id)
    ada.browser.post(f"/api{page}/items", json={"track_id": track, "card_id": why})
    shown = ada.browser.get(page).text
    assert "1 of 2 done" in shown
    assert CARD.findall(shown) == [how]
    assert "Recorded by Ada Lovelace" in ada.browser.get(f"{page}/outline").text


@pytest.mark.parametrize(
    ("do", "expected"),
    [("up 2", "ACB"), ("down 0", "BAC"), ("remove 1", "AC"), ("up 0", "ABC"), ("down 99", "ABC"), ("up x", "ABC")],
)
def test_moving_and_removing_keep_what_was_typed_and_save_nothing(ada: Player, page: str, do, expected) -> None:
    answer = save(ada, page, "A", "B", "C", do=do)
    assert answer.status_code == 200
    assert titles_in(answer.text) == list(expected)
    assert titles_in(ada.browser.get(f"{page}/outline").text) == [""]


def test_pasted_lines_become_cards_and_blank_ones_do_not(ada: Player, page: str) -> None:
    answer = save(ada, page, "Why", do="paste", pasted="How\r\n\r\n  What next  \n")
    assert titles_in(answer.text) == ["Why", "How", "What next"]
    save(ada, page, "Why", pasted="How")
    assert titles_in(ada.browser.get(f"{page}/outline").text) == ["Why", "How"]


def test_add_brings_an_empty_row(ada: Player, page: str) -> None:
    assert titles_in(save(ada, page, "Why", do="more").text) == ["Why", ""]


def test_card_without_a_title_comes_back_with_a_sentence(ada: Player, page: str) -> None:
    answer = save(ada, page, "Why", " ")
    assert answer.status_code == 422
    assert answer.text.count('aria-describedby="refusal"') == 1
    assert "Please give a title" in answer.text


def test_second_of_two_writers_sees_what_stands_there_now(ada: Player, page: str) -> None:
    save(ada, page, "Mine", version="1")
    answer = save(ada, page, "Yours", version="1")
    assert answer.status_code == 412
    assert "<li>Mine</li>" in answer.text
    assert titles_in(answer.text) == ["Yours"]
    assert save(ada, page, "Yours", version="2").status_code == 303


def test_member_who_may_not_edit_does_not_write_and_listener_does_not_record(ada: Player, ben: Player) -> None:
    made = ada.browser.post("/playlists", data={"title": "Pitch", "kind": "expert", "audience": "everyone_listens"})
    page = made.headers["location"]
    save(ada, page, "Why")
    assert save(ben, page, "Mine").status_code == 403
    shown = ben.browser.get(page).text
    assert "Still to come" in shown
    assert not CARD.findall(shown)


def test_nonsense_as_id_makes_a_new_card(ada: Player, page: str) -> None:
    save(ada, page, "Why", id=["\x00not an id"])
    assert titles_in(ada.browser.get(f"{page}/outline").text) == ["Why"]
