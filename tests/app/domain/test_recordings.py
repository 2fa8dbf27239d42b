"""Opening a recording: where it goes, and voice notes about a track."""

import pytest

from app.domain import playlists, recordings, tracks
from app.errors import Invalid
from app.models import Track
from tests.cast import Player
from tests.tracks import make_track


def test_voice_note_about_a_voice_note_is_about_the_same_track(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        talk = make_track(session, ada, playlist=playlists.create(session, ada.member, title="Billing"))
    with within(ben) as session:
        question = recordings.begin(session, ben.member, mime_type="", about=tracks.get(session, ben.member, talk.id))
    with within(ada) as session:
        asked = tracks.get(session, ada.member, question.track_id)
        answer = recordings.begin(session, ada.member, mime_type="", about=asked)
        assert session.get_one(Track, answer.track_id).about_track_id == asked.about_track_id == talk.id


def test_voice_note_stands_in_no_playlist(ada: Player, within) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Billing")
        talk = make_track(session, ada)
        with pytest.raises(Invalid):
            recordings.begin(session, ada.member, mime_type="", about=talk, playlist=playlist)
