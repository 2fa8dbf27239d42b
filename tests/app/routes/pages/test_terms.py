"""The vocabulary's page: words written down, taught by a correction, forgotten and brought back."""

import html

from app.domain import tracks, transcripts
from tests.app.routes.pages.conftest import Scene
from tests.cast import Player


def test_words_are_written_down_one_a_line_and_counted(ada: Player) -> None:
    assert ada.browser.post("/vocabulary", data={"spellings": " Mei-Ling \n\nOKR"}).status_code == 303
    page = ada.browser.get("/vocabulary").text
    assert "2 words are new." in page
    assert "<strong>Mei-Ling</strong>" in page
    assert "written down · Ada Lovelace" in page
    assert "2 words of your own" in ada.browser.get("/workspace").text


def test_too_much_is_refused_and_kept_in_the_field(ada: Player) -> None:
    answer = ada.browser.post("/vocabulary", data={"spellings": "x" * 101})
    assert answer.status_code == 422
    assert 'id="spellings-error"' in answer.text
    assert "x" * 101 in answer.text


def test_a_correction_offers_what_it_brought_to_light(ada: Player, scene: Scene, within) -> None:
    with within(ada) as session:
        said = transcripts.of(session, tracks.get(session, ada.member, scene.track_id))
        assert said is not None
        segment = f"/segments/{said.segments[0].id}"
    ada.browser.post(segment, data={"text": "You ask what Slipway broke."})
    assert "Saved. Teach Lorecast “Slipway”?" in html.unescape(ada.browser.get(f"/tracks/{scene.track_id}").text)
    assert ada.browser.post(f"{segment}/terms", data={"spellings": "Slipway"}).status_code == 303
    assert "“Slipway” is taught" in html.unescape(ada.browser.get(f"/tracks/{scene.track_id}").text)
    page = ada.browser.get("/vocabulary").text
    assert f'href="/tracks/{scene.track_id}#segment-' in page
    assert ">The first call</a>" in page
    ada.browser.post(segment, data={"text": "You ask Slipway what broke."})
    assert "Teach Lorecast" not in ada.browser.get(f"/tracks/{scene.track_id}").text


def test_a_term_is_forgotten_with_a_way_back(ada: Player, ben: Player) -> None:
    ada.browser.post("/vocabulary", data={"spellings": "Slipway"})
    page = ada.browser.get("/vocabulary").text
    address = page.split('action="/vocabulary/')[1].split('/delete"')[0]
    assert ben.browser.post(f"/vocabulary/{address}/delete").status_code == 403
    ada.browser.post(f"/vocabulary/{address}/delete")
    assert "“Slipway” is forgotten." in html.unescape(ada.browser.get("/vocabulary").text)
    assert "<strong>Slipway" not in ada.browser.get("/vocabulary").text
    ada.browser.post(f"/vocabulary/{address}/restore")
    assert "<strong>Slipway" in ada.browser.get("/vocabulary").text


def test_members_read_it_and_guests_do_not(ben: Player, gus: Player) -> None:
    assert 'href="/vocabulary"' in ben.browser.get("/you").text
    assert 'href="/vocabulary"' not in gus.browser.get("/you").text
    page = ben.browser.get("/vocabulary")
    assert page.status_code == 200
    assert "<textarea" not in page.text
    assert gus.browser.get("/vocabulary").status_code == 403
