"""Search shows and counts only what its asker may hear, whatever they ask and filter by."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from app.domain import playlists, search
from app.domain.search import Found
from app.models import Playlist
from app.models.base import now
from tests.cast import Cast, Player
from tests.tracks import make_track

Within = Callable[[Player], AbstractContextManager[Session]]
SECRET = ("zanzibar", "zanz", "zanzibra", '"the zanzibar plan"', "what is the zanzibar plan?", "Hidden", "Lovelace")


@pytest.fixture
def hidden(ada: Player, within: Within) -> Playlist:
    """Ada's private playlist with one track, which speaks of Zanzibar."""
    with within(ada) as session:
        hidden = playlists.create(session, ada.member, title="Private", audience="only_me")
        make_track(session, ada, title="Hidden", says=("the zanzibar plan is secret",), playlist=hidden)
        return hidden


def find(player: Player, within: Within, query: str, **filters: object) -> Found:
    with within(player) as session:
        return search.find(session, player.member, query, **filters)  # type: ignore[arg-type]


@pytest.mark.parametrize("query", SECRET)
def test_private_words_titles_and_names_stay_private(cast: Cast, within: Within, hidden: Playlist, query: str) -> None:
    assert find(cast.ada, within, query).total == 1
    for player in (cast.ben, cast.gus, cast.cleo):
        found = find(player, within, query)
        assert (found.hits, found.total) == ([], 0)


def test_invisible_playlist_filters_to_nothing(cast: Cast, within: Within, hidden: Playlist) -> None:
    with within(cast.ada) as session:
        shared = playlists.create(session, cast.ada.member, title="Shared")
        make_track(session, cast.ada, title="Open", says=("zanzibar is an island",), playlist=shared)
    assert find(cast.ben, within, "zanzibar", playlist_id=shared.id).total == 1
    assert find(cast.ben, within, "zanzibar", playlist_id=hidden.id).total == 0


def test_filters_by_author_and_time(cast: Cast, within: Within) -> None:
    with within(cast.ada) as session:
        shared = playlists.create(session, cast.ada.member, title="Shared")
        make_track(session, cast.ada, title="Hers", says=("zebra",), playlist=shared)
    with within(cast.ben) as session:
        make_track(session, cast.ben, title="His", says=("zebra",), playlist=session.get_one(Playlist, shared.id))
    by_ben = find(cast.ada, within, "zebra", author_id=cast.ben.member.id)
    assert [hit.track.title for hit in by_ben.hits] == ["His"]
    assert find(cast.ada, within, "zebra", since=now() + timedelta(hours=1)).total == 0
    assert find(cast.ada, within, "zebra", since=now() - timedelta(hours=1)).total == 2


def test_who_hears_little_still_finds_it_among_much(
    cast: Cast, within: Within, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The candidates are capped before rights are asked; theirs must not be pushed out by what is not theirs."""
    monkeypatch.setattr("app.domain.search_plan.WORDS_MAX", 10)
    with within(cast.ada) as session:
        for number in range(30):
            make_track(session, cast.ada, title=f"Private {number}", says=("zebra zebra zebra",))
        shared = playlists.create(session, cast.ada.member, title="Shared")
        make_track(session, cast.ada, title="Open", says=("one zebra",), playlist=shared)
    found = find(cast.ben, within, "zebra")
    assert ([hit.track.title for hit in found.hits], found.total) == (["Open"], 1)


def test_search_functions_see_no_other_workspace(cast: Cast, within: Within, hidden: Playlist) -> None:
    """They run as a role that may read every workspace, so they must ask for the workspace themselves."""
    with within(cast.cleo) as session:
        asked = '{"any_of": ["\'zanzibar\'"], "words_max": 100, "near_max": 10}'
        call = text("select * from search_found(cast(:asked as jsonb), null, null, null)")
        assert session.execute(call, {"asked": asked}).all() == []
        terms = text("select * from search_terms(array['zanzibra', 'zanz'], 2) where passages_count > 0")
        assert session.execute(terms).all() == []
        assert session.execute(text("select * from search_known('zanzibar')")).scalar() == 0
