"""The desk where a track is edited: without scripts, with bad input, and for whom."""

import pytest

from app.domain import tracks
from app.models import Rendition
from tests.app.routes.pages.conftest import Scene
from tests.cast import Player


@pytest.fixture
def desk(scene: Scene) -> str:
    """The address of the desk of Ada's track."""
    return f"/tracks/{scene.track_id}/edits"


def test_a_cut_by_two_times_is_made_and_undone(ada: Player, desk: str) -> None:
    page = ada.browser.post(desk, data={"start_ms": "100", "end_ms": "600"}, follow_redirects=True)
    assert page.status_code == 200
    assert "Being made." in page.text
    assert "Cut" in page.text


def test_what_cannot_be_cut_is_said(ada: Player, desk: str) -> None:
    for start, end in (("5", "5"), ("0", "99999999"), ("", "")):
        page = ada.browser.post(desk, data={"start_ms": start, "end_ms": end})
        assert page.status_code == 422, (start, end)
        assert "There is nothing between" in page.text or "Nothing would be left" in page.text
    assert ada.browser.post(desk, data={"start_ms": "-1", "end_ms": "x"}).status_code == 422


def test_nothing_to_undo_is_a_conflict_in_words(ada: Player, desk: str) -> None:
    answer = ada.browser.post(f"{desk}/undone")
    assert (answer.status_code, "There is nothing to undo." in answer.text) == (409, True)
    answer = ada.browser.post(f"{desk}/undone/delete")
    assert (answer.status_code, "There is nothing to do again." in answer.text) == (409, True)


def test_only_who_may_edit_sees_the_desk(ben: Player, cleo: Player, desk: str) -> None:
    assert ben.browser.get(desk).status_code == 403
    assert cleo.browser.get(desk).status_code == 404


def test_a_track_from_before_timelines_is_prepared_first(ada: Player, scene: Scene, within) -> None:
    address = f"/tracks/{scene.track_id}/edits"
    with within(ada) as session:
        track = tracks.get(session, ada.member, scene.track_id)
        session.get_one(Rendition, track.recording.rendition.id).timeline = []
    assert ada.browser.post(f"/api{address}", json={"start_ms": 100, "end_ms": 600}).status_code == 409
    assert "Being made." in ada.browser.get(address).text


def test_the_desk_of_a_rehearsal_knows_what_it_is_for(ada: Player, scene: Scene, desk: str) -> None:
    page = ada.browser.get(f"{desk}?draft=1&playlist={scene.playlist_id}&nonsense=1").text
    assert "Read it before anybody hears it" in page
    assert f'data-for-playlist="{scene.playlist_id}"' in page
    assert f"then-playlist={scene.playlist_id}" in page
    assert "nonsense" not in page


def test_a_retake_is_offered_to_the_voice_alone(ada: Player, ben: Player, scene: Scene) -> None:
    hers = ada.browser.get(f"/tracks/{scene.bens_track_id}/edits").text
    his = ben.browser.get(f"/tracks/{scene.bens_track_id}/edits").text
    assert ("data-again" in hers, "data-again" in his) == (False, True)
