"""The shelf goes on where it ended, and shows nobody what is not theirs."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlmodel import Session

from app.domain import playlist_shelf, playlists
from app.errors import Invalid
from tests.cast import Player

Within = Callable[[Player], AbstractContextManager[Session]]


def _titles(session: Session, player: Player, limit: int) -> list[list[str]]:
    """Page by page."""
    pages, cursor = [], None
    while True:
        shelf = playlist_shelf.shelf(session, player.member, cursor=cursor, limit=limit)
        pages.append([card.playlist.title for card in shelf.cards])
        cursor = shelf.next_cursor
        if cursor is None:
            return pages


def test_every_playlist_stands_on_one_page_the_last_changed_first(ada: Player, within: Within) -> None:
    with within(ada) as session:
        for number in range(5):
            playlists.create(session, ada.member, title=f"Playlist {number}")
    with within(ada) as session:
        assert _titles(session, ada, 2) == [["Playlist 4", "Playlist 3"], ["Playlist 2", "Playlist 1"], ["Playlist 0"]]


def test_private_playlists_of_others_leave_no_hole(ada: Player, ben: Player, within: Within) -> None:
    with within(ada) as session:
        for number in range(4):
            audience = "only_me" if number % 2 else "everyone_listens"
            playlists.create(session, ada.member, title=f"Playlist {number}", audience=audience)
    with within(ben) as session:
        assert _titles(session, ben, 1) == [["Playlist 2"], ["Playlist 0"]]
        assert playlists.named(session, ben.member, "playlist 3") is None
        assert playlists.named(session, ben.member, " PLAYLIST 2 ") is not None


def test_cursor_that_is_not_ours_is_refused(ada: Player, within: Within) -> None:
    with within(ada) as session, pytest.raises(Invalid):
        playlist_shelf.shelf(session, ada.member, cursor="nonsense")


def test_chosen_playlist_is_there_to_choose_however_old(
    ada: Player, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playlists, "CHOICES_MAX", 2)
    with within(ada) as session:
        made = [playlists.create(session, ada.member, title=f"Playlist {number}") for number in range(4)]
    with within(ada) as session:
        shown = [one.title for one in playlists.choosable(session, ada.member, made[0].id)]
        assert shown == ["Playlist 3", "Playlist 2", "Playlist 0"]
        assert len(playlists.addable(session, ada.member)) == 2
