"""Correcting by hand: times stay, history stays, the second of two editors is told."""

import pytest
from sqlmodel import Session

from app.domain import corrections, transcripts
from app.errors import Forbidden, StaleVersion
from app.models import Segment, Track
from tests.cast import Player
from tests.tracks import make_track


@pytest.fixture
def track(ada: Player, within) -> Track:
    with within(ada) as session:
        return make_track(session, ada, says=("we use post grass", "every day"))


def first(session: Session, track: Track) -> Segment:
    transcript = transcripts.of(session, track)
    assert transcript is not None
    return transcript.segments[0]


def test_correction_keeps_times_words_and_history(ada: Player, within, track: Track) -> None:
    with within(ada) as session:
        segment = first(session, track)
        before = (segment.start_ms, segment.end_ms, list(segment.words))
        corrections.correct(session, ada.member, segment, text=" we use  PostgreSQL ")
        assert segment.text == "we use PostgreSQL"
        assert (segment.start_ms, segment.end_ms, list(segment.words)) == before
        [change] = corrections.history(session, segment)
        assert (change.text_before, change.corrected_by) == ("we use post grass", ada.member.id)


def test_undo_goes_back_and_is_remembered(ada: Player, within, track: Track) -> None:
    with within(ada) as session:
        segment = first(session, track)
        corrections.correct(session, ada.member, segment, text="we use PostgreSQL")
        corrections.undo(session, ada.member, segment)
        assert segment.text == "we use post grass"
        assert len(corrections.history(session, segment)) == 2


def test_second_editor_sees_what_changed(ada: Player, within, track: Track) -> None:
    with within(ada) as session:
        segment = first(session, track)
        corrections.correct(session, ada.member, segment, text="we use PostgreSQL", text_before="we use post grass")
        with pytest.raises(StaleVersion):
            corrections.correct(session, ada.member, segment, text="we use it", text_before="we use post grass")


def test_only_the_author_and_admins_correct(ada: Player, ben: Player, within) -> None:
    from app.domain import playlists

    with within(ada) as session:
        shared = playlists.create(session, ada.member, title="Shared")
        track = make_track(session, ada, says=("hello",), playlist=shared)
    with pytest.raises(Forbidden), within(ben) as session:
        corrections.correct(session, ben.member, first(session, track), text="goodbye")


def test_api_corrects_and_captions_show_it(ada: Player, track: Track) -> None:
    address = f"/api/tracks/{track.id}/transcript"
    answer = ada.browser.get(f"{address}.json")
    segment = answer.json()["segments"][0]
    change = {"segments": [{"segment_id": segment["id"], "text": "we use PostgreSQL"}]}
    headers = {"If-Match": answer.headers["etag"]}
    assert ada.browser.patch(address, json=change, headers=headers).status_code == 200
    assert ada.browser.patch(address, json=change, headers=headers).status_code == 412
    assert "PostgreSQL" in ada.browser.get(f"{address}.vtt").text
