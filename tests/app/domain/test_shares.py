"""Shares: a link opens one playlist to outsiders, until it is over, taken back, or its maker has left."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlmodel import Session

from app.domain import memberships, playlists, shares, tracks
from app.errors import Invalid, Locked, NotFound, SignInRefused
from app.models import Playlist, Share
from app.models.base import now
from tests.cast import Cast
from tests.tracks import make_track

Within = Callable[..., AbstractContextManager[Session]]


@pytest.fixture
def playlist(cast: Cast, within: Within) -> Playlist:
    with within(cast.ada) as session:
        made = playlists.create(session, cast.ada.member, title="For customers", audience="only_me")
        make_track(session, cast.ada, title="Welcome", playlist=made)
        make_track(session, cast.ada, title="Not for you")
        return made


def share(session: Session, cast: Cast, playlist: Playlist, **options: object) -> tuple[Share, str]:
    return shares.make(session, cast.ada.member, playlist, **options)  # type: ignore[arg-type]


def test_link_opens_its_playlist_and_nothing_else(cast: Cast, within: Within, playlist: Playlist) -> None:
    with within(cast.ada) as session:
        _, token = share(session, cast, playlist)
        found = shares.find(session, token)
        assert [item.track.title for item in shares.playlist_of(session, found).items] == ["Welcome"]
        [other] = [one for one in tracks.library(session, cast.ada.member).items if one.title == "Not for you"]
        with pytest.raises(NotFound):
            shares.track_of(session, found, other.id)


def test_only_the_hash_is_kept(cast: Cast, within: Within, playlist: Playlist) -> None:
    with within(cast.ada) as session:
        made, token = share(session, cast, playlist, password="swordfish")
        assert token not in str(made.model_dump())
        assert "swordfish" not in str(made.model_dump())


def test_link_ends(cast: Cast, within: Within, playlist: Playlist) -> None:
    with within(cast.ada) as session:
        taken_back, first = share(session, cast, playlist)
        over, second = share(session, cast, playlist, days=1)
        shares.revoke(session, playlist, taken_back.id)
        over.expires_at = now() - timedelta(seconds=1)
        session.flush()
        assert shares.of(session, playlist) == []
        for token in (
            first,
            second,
            first[:-1],
            "nonsense",
            f"{cast.cleo.member.workspace_id.hex}.{first.split('.')[1]}",
        ):
            with pytest.raises(NotFound):
                shares.find(session, token)


def test_link_of_a_deleted_playlist_opens_nothing(cast: Cast, within: Within, playlist: Playlist) -> None:
    with within(cast.ada) as session:
        _, token = share(session, cast, playlist)
        playlists.delete(session, playlists.get(session, cast.ada.member, playlist.id))
        session.flush()
        with pytest.raises(NotFound):
            shares.playlist_of(session, shares.find(session, token))


def test_links_of_somebody_removed_stop_with_them(cast: Cast, within: Within) -> None:
    with within(cast.ada) as session:
        theirs = playlists.create(session, cast.ben.member, title="Ben's")
        _, token = shares.make(session, cast.ben.member, theirs)
        memberships.deactivate(session, cast.ada.member, cast.ben.member)
        session.expire_all()
        with pytest.raises(NotFound):
            shares.find(session, token)


def test_password_opens_and_guessing_locks(cast: Cast, within: Within, playlist: Playlist) -> None:
    with within(cast.ada) as session:
        made, _token = share(session, cast, playlist, password="swordfish")
        assert not shares.is_open(made, None)
        assert not shares.is_open(made, "guess")
    with within(cast.ada) as session:
        assert shares.is_open(made, shares.unlock(session, made, "swordfish"))
    with within(cast.ada) as session:
        for _ in range(10):
            with pytest.raises(SignInRefused):
                shares.unlock(session, made, "wrong")
        with pytest.raises(Locked):
            shares.unlock(session, made, "swordfish")


@pytest.mark.parametrize("options", [{"days": 0}, {"days": 100_000}, {"password": "abc"}])
def test_limits_are_said(cast: Cast, within: Within, playlist: Playlist, options: dict[str, object]) -> None:
    with within(cast.ada) as session, pytest.raises(Invalid):
        share(session, cast, playlist, **options)
