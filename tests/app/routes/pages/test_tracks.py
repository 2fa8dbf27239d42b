"""A track's page, and what its author does with it."""

import pytest

from app.domain import failures, recordings, tracks
from app.models import RecordingStatus
from tests.app.routes.pages.conftest import Scene
from tests.cast import Player


@pytest.fixture
def set_status(ada: Player, within):
    def change(scene: Scene, status: RecordingStatus, reason: str | None = None) -> None:
        with within(ada) as session:
            recording = tracks.get(session, ada.member, scene.track_id).recording
            recording.status, recording.reason = status, reason

    return change


def test_page_works_without_scripts(ada: Player, scene: Scene) -> None:
    page = ada.browser.get(f"/tracks/{scene.track_id}").text
    assert f'<audio class="voice__native" controls preload="none" src="/api/tracks/{scene.track_id}/audio">' in page
    assert "You ask what broke." in page
    for format in ("vtt", "srt", "txt"):
        assert f'href="/api/tracks/{scene.track_id}/transcript.{format}"' in page


def test_moment_in_the_address_is_where_it_opens(ada: Player, scene: Scene) -> None:
    page = ada.browser.get(f"/tracks/{scene.track_id}?t=83").text
    assert 'data-start-ms="83000"' in page
    assert "?t=83" in page
    assert ada.browser.get(f"/tracks/{scene.track_id}?t=soon").status_code == 422


def test_new_title_needs_letters(ada: Player, scene: Scene) -> None:
    page = f"/tracks/{scene.track_id}"
    refused = ada.browser.post(page, data={"title": " "})
    assert refused.status_code == 422
    assert 'id="title-error"' in refused.text
    assert ada.browser.post(page, data={"title": "The very first call", "version": "1"}).status_code == 303
    assert "The very first call" in ada.browser.get(page).text


def test_second_of_two_editors_is_told(ada: Player, scene: Scene) -> None:
    page = f"/tracks/{scene.track_id}"
    ada.browser.post(page, data={"title": "One", "version": "1"})
    answer = ada.browser.post(page, data={"title": "Another", "version": "1"})
    assert answer.status_code == 412
    assert 'value="Another"' in answer.text


def test_deleted_track_comes_back_by_undo(ada: Player, scene: Scene) -> None:
    page = f"/tracks/{scene.track_id}"
    assert ada.browser.post(f"{page}/delete").headers["location"] == "/library"
    assert f'action="{page}/restore"' in ada.browser.get("/library").text
    assert ada.browser.get(page).status_code == 404
    assert ada.browser.post(f"{page}/restore").status_code == 303
    assert ada.browser.get(page).status_code == 200


def test_colleague_hears_it_and_changes_nothing(ben: Player, scene: Scene) -> None:
    page = f"/tracks/{scene.track_id}"
    assert f'href="{page}/edit"' not in ben.browser.get(page).text
    assert ben.browser.get(f"{page}/edit").status_code == 403
    assert ben.browser.post(page, data={"title": "Mine now"}).status_code == 403
    assert ben.browser.post(f"{page}/retry").status_code == 403


def test_status_asks_again_until_it_is_settled(ada: Player, scene: Scene, set_status) -> None:
    status = f"/tracks/{scene.track_id}/status"
    set_status(scene, RecordingStatus.PLAYABLE)
    moving = ada.browser.get(status).text
    assert 'hx-trigger="every 2s"' in moving
    assert "Writing down what is said" in moving
    set_status(scene, RecordingStatus.READY)
    settled = ada.browser.get(status).text
    assert "hx-trigger" not in settled
    assert "Ready" in settled


def test_failure_says_why_and_offers_another_try(ada: Player, scene: Scene, set_status) -> None:
    set_status(scene, RecordingStatus.FAILED, "empty_audio")
    page = f"/tracks/{scene.track_id}"
    shown = ada.browser.get(page).text
    assert failures.sentence("empty_audio") in shown
    assert f'action="{page}/retry"' in shown
    assert ada.browser.post(f"{page}/retry").headers["location"] == page
    assert failures.sentence("empty_audio") not in ada.browser.get(page).text


def test_unfinished_recording_is_on_its_authors_home_page_only(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        recordings.begin(session, ada.member, mime_type="audio/webm", title="Half a thought")
    assert "Half a thought" in ada.browser.get("/").text
    assert "Half a thought" not in ben.browser.get("/").text
