"""What a recorder's address asks for: what is gone, closed or nonsense is left out, and nothing of it leaks."""

import pytest

from app.domain import playlists, purposes
from app.models import Contribution
from tests.cast import Player
from tests.tracks import make_track


def test_playlist_and_contribution_become_keys_of_the_recorder(ben: Player, within) -> None:
    with within(ben) as session:
        playlist = playlists.create(session, ben.member, title="Why do clients leave?")
        purpose = purposes.read(session, ben.member, {"playlist": str(playlist.id), "contribution": "solution"})
    assert purpose.contribution == Contribution.SOLUTION
    assert purpose.keys == {"playlist": str(playlist.id), "contribution": "solution"}


@pytest.mark.parametrize("audience", ["everyone_listens", "only_me"])
def test_playlist_that_one_may_not_add_to_is_left_out(ada: Player, ben: Player, within, audience) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Billing", audience=audience)
    with within(ben) as session:
        assert purposes.read(session, ben.member, {"playlist": str(playlist.id)}) == purposes.Purpose()


def test_track_that_one_may_not_hear_is_left_out(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        track = make_track(session, ada)
        assert purposes.read(session, ada.member, {"about": str(track.id)}).keys == {"about": str(track.id)}
    with within(ben) as session:
        assert purposes.read(session, ben.member, {"about": str(track.id)}).keys == {}


@pytest.mark.parametrize("nonsense", ["", "x", "../..", "\x00", "00000000-0000-4000-8000-000000000000", "9" * 5_000])
def test_nonsense_is_left_out(ada: Player, within, nonsense: str) -> None:
    asked = dict.fromkeys(("playlist", "about", "contribution"), nonsense)
    with within(ada) as session:
        assert purposes.read(session, ada.member, asked) == purposes.Purpose()
