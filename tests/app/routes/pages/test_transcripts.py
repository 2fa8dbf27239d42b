"""A whole transcript without scripts: its doubtful words, and everything that was corrected, with the way back."""

import uuid

import pytest

from app.domain import tracks, transcripts
from tests.app.routes.pages.conftest import Scene
from tests.cast import Player


@pytest.fixture
def segment_id(ada: Player, scene: Scene, within) -> uuid.UUID:
    """Ada's one sentence, "You ask what broke.", of which the last word is doubtful."""
    with within(ada) as session:
        said = transcripts.of(session, tracks.get(session, ada.member, scene.track_id))
        assert said is not None
        segment = said.segments[0]
        segment.words = [*segment.words[:-1], [*segment.words[-1][:3], 0.2]]
        return segment.id


def test_doubtful_words_are_marked_for_those_who_may_correct(
    ada: Player, ben: Player, scene: Scene, segment_id: uuid.UUID
) -> None:
    address = f"/tracks/{scene.track_id}"
    page = ada.browser.get(address).text
    assert "1 doubtful word</a>" in page
    assert "Correct: You ask what broke. Doubtful: broke" in page
    others = ben.browser.get(address).text
    assert "oubtful" not in others
    assert "data-doubts" not in others
    assert ben.browser.get(f"{address}/doubtful-words").status_code == 403


def test_each_doubtful_word_is_said_to_be_right_or_corrected(ada: Player, scene: Scene, segment_id: uuid.UUID) -> None:
    listing = f"/tracks/{scene.track_id}/doubtful-words"
    assert "You ask what <mark>broke</mark>." in ada.browser.get(listing).text
    form = ada.browser.get(f"/segments/{segment_id}?word=broke.&back=doubtful-words").text
    assert 'data-from="13" data-to="18"' in form
    answer = ada.browser.post(
        f"/segments/{segment_id}/confirmations", data={"word": "broke.", "back": "doubtful-words"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, listing)
    assert "No doubtful words" in ada.browser.get(listing).text
    log = ada.browser.get(f"/tracks/{scene.track_id}/corrections").text
    assert '<strong lang="en">broke.</strong>' in log
    ada.browser.post(f"/segments/{segment_id}/confirmations/delete", data={"word": "broke."})
    assert "<mark>broke</mark>" in ada.browser.get(listing).text


def test_a_word_that_has_gone_meanwhile_is_a_sentence_and_no_error(ada: Player, segment_id: uuid.UUID) -> None:
    answer = ada.browser.post(f"/segments/{segment_id}/confirmations", data={"word": "gone"})
    assert answer.status_code == 409
    assert "This sentence has changed meanwhile." in answer.text


def test_corrections_are_listed_with_undo_for_the_latest(
    ada: Player, ben: Player, scene: Scene, segment_id: uuid.UUID
) -> None:
    log = f"/tracks/{scene.track_id}/corrections"
    assert "Nothing was corrected" in ada.browser.get(log).text
    for text in ("First.", "Second."):
        ada.browser.post(f"/segments/{segment_id}", data={"text": text})
    page = ada.browser.get(log).text
    assert page.index("<ins>Second.</ins>") < page.index("<ins>First.</ins>")
    assert page.count("/undo") == 1
    assert "/undo" not in ben.browser.get(log).text
    last = page.split('name="correction_id" value="')[1].split('"')[0]
    answer = ada.browser.post(f"/segments/{segment_id}/undo", data={"correction_id": last, "back": "corrections"})
    assert (answer.status_code, answer.headers["location"]) == (303, log)
    assert "First." in ada.browser.get(f"/tracks/{scene.track_id}").text
    assert "1 sentence was corrected</a>" in ada.browser.get(f"/tracks/{scene.track_id}").text


def test_a_long_history_has_pages(ada: Player, scene: Scene, segment_id: uuid.UUID) -> None:
    for number in range(51):
        ada.browser.post(f"/segments/{segment_id}", data={"text": f"Wording {number}."})
    page = ada.browser.get(f"/tracks/{scene.track_id}/corrections").text
    assert page.count('class="change"') == 50
    older = page.split('href="')[
        [part.startswith(f"/tracks/{scene.track_id}/corrections?cursor=") for part in page.split('href="')].index(True)
    ]
    assert ada.browser.get(older.split('"')[0]).text.count('class="change"') == 1


def test_the_sentence_alone_comes_with_what_there_is_to_say(ada: Player, cleo: Player, segment_id: uuid.UUID) -> None:
    ada.browser.post(f"/segments/{segment_id}", data={"text": "You ask what Slipway broke.", "back": "sentence"})
    part = ada.browser.get(f"/segments/{segment_id}/sentence").text
    assert f'id="segment-{segment_id}"' in part
    assert "Slipway”?" in part
    assert "<html" not in part
    assert cleo.browser.get(f"/segments/{segment_id}/sentence").status_code == 404
