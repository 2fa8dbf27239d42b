"""What there is to download: for whoever may hear it, with what tells a copy that it is still right."""

import datetime

import pytest

from app.config import settings
from app.deps import objects
from app.domain import listening, playlists, tracks
from tests.cast import Player
from tests.tracks import SOUND, make_track

NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)


def test_playlist_lists_its_tracks_with_size_etag_and_ones_own_place(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Billing")
        track = make_track(session, ada, title="Refunds", playlist=playlist, storage=objects())
        whole = tracks.get(session, ada.member, track.id)
        listening.note_position(session, ada.member, whole, position_ms=20_000, client_time=NOON)
    found = ada.browser.get(f"/api/playlists/{playlist.id}/download").json()
    (one,) = found["tracks"]
    audio = ada.browser.head(f"/api/tracks/{track.id}/audio")
    assert (found["title"], one["title"], one["size_bytes"]) == ("Billing", "Refunds", len(SOUND))
    assert one["etag"] == audio.headers["etag"]
    assert (one["position_ms"], one["client_time"]) == (20_000, "2026-05-04T12:00:00Z")
    bens = ben.browser.get(f"/api/tracks/{track.id}/download").json()["tracks"]
    assert [(each["position_ms"], each["client_time"]) for each in bens] == [(0, None)]


def test_what_cannot_be_heard_yet_is_left_out(ada: Player, within) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Billing")
        track = make_track(session, ada, playlist=playlist)
        session.delete(tracks.get(session, ada.member, track.id).recording.rendition)
    assert ada.browser.get(f"/api/playlists/{playlist.id}/download").json()["tracks"] == []


def test_private_playlist_and_its_track_are_not_there_for_others(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Plan", audience="only_me")
        track = make_track(session, ada, playlist=playlist)
    for path in (f"/api/playlists/{playlist.id}/download", f"/api/tracks/{track.id}/download"):
        assert ben.browser.get(path).status_code == 404


def test_script_gets_the_bytes_from_here_even_where_players_are_sent_to_the_store(
    ada: Player, within, monkeypatch: pytest.MonkeyPatch
) -> None:
    with within(ada) as session:
        track = make_track(session, ada, storage=objects())
    monkeypatch.setattr(settings(), "s3_redirects", True)
    address = f"/api/tracks/{track.id}/audio"
    assert ada.browser.get(address, headers={"Sec-Fetch-Dest": "audio"}).status_code == 302
    copied = ada.browser.get(address, headers={"Sec-Fetch-Dest": "empty"})
    assert (copied.status_code, copied.content) == (200, SOUND)
