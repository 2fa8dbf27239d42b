"""What stands behind a private playlist shows nowhere else: no list, count, suggestion, notification or refusal tells.

Ben even heard it once: his right was taken back, and what he was told then says nothing any more.
"""

import uuid

import pytest
from sqlmodel import SQLModel

from app.domain import playlist_grants, playlists
from app.domain.notifications import notify
from app.models import NotificationKind, Playlist, PlaylistKind, Right
from app.models.base import Row
from tests.cast import Cast, Player
from tests.security.belongings import Belongings
from tests.security.test_access_matrix import addresses

SECRET = "Secret"
EVERYBODY_BUT_ADA = ["ben", "gus", "cleo"]


@pytest.fixture
def belongings(cast: Cast, within) -> Belongings:
    """All of it private, beside an open problem of Ada's; Ben may listen no longer."""
    with within(cast.ada) as session:
        made = Belongings(session, cast.ada)
        playlists.create(session, cast.ada.member, title="Open to all", kind=PlaylistKind.COLLABORATIVE)
        hidden = session.get_one(Playlist, uuid.UUID(made.ids["playlists"]))
        given = playlist_grants.grant(session, hidden, Right.LISTEN, to=cast.ben.member)
        about = {"track_id": uuid.UUID(made.track), "playlist_id": hidden.id, "note_id": uuid.UUID(made.ids["notes"])}
        for kind in (NotificationKind.NOTE, NotificationKind.CONTRIBUTION, NotificationKind.OUTCOME):
            notify(session, [cast.ben.member], kind, by=cast.ada.member, **about)
        playlist_grants.revoke(session, hidden, given.id)
        return made


@pytest.mark.parametrize("who", EVERYBODY_BUT_ADA)
def test_no_page_no_list_and_no_refusal_tells(cast: Cast, belongings: Belongings, who: str) -> None:
    player: Player = getattr(cast, who)
    for method, path in addresses():
        answer = belongings.ask(player.browser, method, path)
        assert SECRET not in answer.text, f"{who} {method} {path}"


@pytest.mark.parametrize("who", EVERYBODY_BUT_ADA)
def test_search_neither_finds_nor_counts(cast: Cast, belongings: Belongings, who: str) -> None:
    player: Player = getattr(cast, who)
    for words in ("Secret", "said", "Secret plan", "Ada Lovelace Secret"):
        found = player.browser.get("/api/search", params={"q": words}).json()
        assert (found["total"], found["hits"]) == (0, [])


def test_revoked_listener_has_no_news_of_it(cast: Cast, belongings: Belongings) -> None:
    news = cast.ben.browser.get("/api/notifications").json()
    assert belongings.track not in str(news)
    assert belongings.ids["playlists"] not in str(news)


def test_open_problem_suggests_and_counts_nothing_private(cast: Cast, belongings: Belongings) -> None:
    shelf = cast.ben.browser.get("/api/playlists").json()["items"]
    (problem,) = [one for one in shelf if one["title"] == "Open to all"]
    for path in (f"/playlists/{problem['id']}", f"/playlists/{problem['id']}/overview"):
        answer = cast.ben.browser.get(path)
        assert answer.status_code == 200
        assert SECRET not in answer.text


def test_absent_and_forbidden_look_the_same(cast: Cast, belongings: Belongings) -> None:
    for method, path in addresses():
        if "{id}" in path and method == "GET":
            there = belongings.ask(cast.cleo.browser, method, path)
            nowhere = cast.cleo.browser.get(belongings.fill(path.replace("{id}", str(uuid.uuid4()))))
            assert there.status_code == nowhere.status_code, path
            if path.startswith("/api/"):
                assert there.json() == nowhere.json(), path


def test_ids_tell_neither_when_nor_how_many() -> None:
    tables = [mapper.class_ for mapper in SQLModel._sa_registry.mappers if issubclass(mapper.class_, Row)]
    assert len(tables) > 20
    for table in tables:
        assert table.model_fields["id"].default_factory is uuid.uuid4, table.__name__
