"""Correcting a sentence without scripts: the page, its history, and the way back."""

import pytest

from app.domain import tracks, transcripts
from tests.app.routes.pages.conftest import Scene
from tests.cast import Player


@pytest.fixture
def segment(ada: Player, scene: Scene, within) -> str:
    """The address of the one sentence of Ada's track."""
    with within(ada) as session:
        said = transcripts.of(session, tracks.get(session, ada.member, scene.track_id))
        assert said is not None
        return f"/segments/{said.segments[0].id}"


def test_correction_shows_on_the_track_with_who_and_what_was_heard(ada: Player, scene: Scene, segment: str) -> None:
    answer = ada.browser.post(segment, data={"text": "You ask what broke first.", "text_before": "You ask what broke."})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/tracks/{scene.track_id}#{segment.strip('/').replace('s/', '-')}"
    track = ada.browser.get(f"/tracks/{scene.track_id}").text
    assert "You ask what broke first." in track
    assert ">edited</a>" in track
    page = ada.browser.get(segment).text
    assert "Edited by Ada Lovelace, just now" in page
    assert "You ask what <del>broke.</del> <ins>broke first.</ins>" in page


def test_undo_brings_back_what_was_heard(ada: Player, scene: Scene, segment: str) -> None:
    ada.browser.post(segment, data={"text": "Nonsense."})
    assert ada.browser.post(f"{segment}/undo").status_code == 303
    assert "Nonsense." not in ada.browser.get(f"/tracks/{scene.track_id}").text


def test_second_of_two_editors_keeps_what_they_wrote_and_sees_the_other_text(ada: Player, segment: str) -> None:
    ada.browser.post(segment, data={"text": "First."})
    late = ada.browser.post(segment, data={"text": "Second.", "text_before": "You ask what broke."})
    assert late.status_code == 412
    assert "Ada Lovelace changed this sentence while you were editing." in late.text
    assert ">First.</blockquote>" in late.text
    assert "Second.</textarea>" in late.text
    assert ada.browser.post(segment, data={"text": "Second.", "text_before": "First."}).status_code == 303


def test_undo_of_something_that_is_not_the_last_change_is_refused(ada: Player, segment: str) -> None:
    ada.browser.post(segment, data={"text": "First."})
    page = ada.browser.get(segment).text
    first = page.split('name="correction_id" value="')[1].split('"')[0]
    ada.browser.post(segment, data={"text": "Second."})
    assert ada.browser.post(f"{segment}/undo", data={"correction_id": first}).status_code == 412
    assert ada.browser.post(f"{segment}/undo", data={"correction_id": "nonsense"}).status_code == 404
    assert "Second." in ada.browser.get(segment).text


def test_empty_correction_is_refused_at_the_field(ada: Player, segment: str) -> None:
    refused = ada.browser.post(segment, data={"text": "  "})
    assert refused.status_code == 422
    assert 'aria-invalid="true"' in refused.text


def test_listener_sees_the_history_but_no_form(ada: Player, ben: Player, segment: str) -> None:
    ada.browser.post(segment, data={"text": "You ask what broke first."})
    page = ben.browser.get(segment).text
    assert "Edited by Ada Lovelace" in page
    assert "<textarea" not in page
    assert ben.browser.post(segment, data={"text": "Mine."}).status_code == 403


def test_outsider_cannot_see_a_sentence(cleo: Player, segment: str) -> None:
    assert cleo.browser.get(segment).status_code == 404
    assert cleo.browser.post(segment, data={"text": "Mine."}).status_code == 404
