"""Groups: who keeps them, and that a right given to a group is a right of whoever is in it, for as long."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlmodel import Session

from app.domain import groups, playlist_grants, playlists, rights
from app.errors import Forbidden, Invalid, NotFound
from app.models import Group, GroupKind, Membership, Playlist, Right
from tests.cast import Cast

Within = Callable[..., AbstractContextManager[Session]]


@pytest.fixture
def sales(cast: Cast, within: Within) -> Group:
    with within(cast.ada) as session:
        return groups.create(session, cast.ada.member, name=" Sales ", kind=GroupKind.DEPARTMENT)


@pytest.fixture
def hidden(cast: Cast, within: Within, sales: Group) -> Playlist:
    """Ada's playlist, open to nobody but Sales, who may add."""
    with within(cast.ada) as session:
        playlist = playlists.create(session, cast.ada.member, title="Prices", audience="only_me")
        playlist_grants.grant(session, playlist, Right.ADD, to=sales)
        return playlist


def right(session: Session, actor: Membership, playlist: Playlist) -> Right | None:
    return rights.right_on(session, actor, playlist)


def test_right_of_a_group_comes_and_goes_with_its_members(
    cast: Cast, within: Within, sales: Group, hidden: Playlist
) -> None:
    for player in (cast.ben, cast.gus):
        with within(cast.ada) as session:
            assert right(session, player.member, hidden) is None
            groups.add(session, cast.ada.member, sales, player.member)
            groups.add(session, cast.ada.member, sales, player.member)
            assert right(session, player.member, hidden) == Right.ADD
            groups.remove(session, cast.ada.member, sales, player.member)
            assert right(session, player.member, hidden) is None


def test_deleted_group_opens_nothing_until_it_is_restored(
    cast: Cast, within: Within, sales: Group, hidden: Playlist
) -> None:
    with within(cast.ada) as session:
        groups.add(session, cast.ada.member, sales, cast.ben.member)
        groups.close(session, cast.ada.member, session.merge(sales))
    with within(cast.ada) as session:
        assert right(session, cast.ben.member, hidden) is None
        groups.restore(session, cast.ada.member, sales.id)
    with within(cast.ada) as session:
        assert right(session, cast.ben.member, hidden) == Right.ADD


def test_only_admins_keep_departments(cast: Cast, within: Within, sales: Group) -> None:
    with within(cast.ben) as session:
        for act in (
            lambda: groups.create(session, cast.ben.member, name="Mine", kind=GroupKind.DEPARTMENT),
            lambda: groups.add(session, cast.ben.member, sales, cast.ben.member),
            lambda: groups.rename(session, cast.ben.member, sales, "Mine"),
            lambda: groups.close(session, cast.ben.member, sales),
        ):
            with pytest.raises(Forbidden):
                act()


def test_peers_keep_their_own_group_and_may_leave_it(cast: Cast, within: Within) -> None:
    with within(cast.ben) as session:
        peers = groups.create(session, cast.ben.member, name="New this year", kind=GroupKind.PEERS)
        assert groups.members(session, cast.ben.member, peers) == [cast.ben.member]
        groups.remove(session, cast.ben.member, peers, cast.ben.member)
        with pytest.raises(Forbidden):
            groups.add(session, cast.ben.member, peers, cast.ben.member)


def test_guest_sees_only_groups_they_are_in(cast: Cast, within: Within, sales: Group) -> None:
    with within(cast.gus) as session:
        assert groups.everyone(session, cast.gus.member) == []
        with pytest.raises(NotFound):
            groups.get(session, cast.gus.member, sales.id)
        groups.add(session, cast.ada.member, sales, cast.gus.member)
        assert [card.group.name for card in groups.everyone(session, cast.gus.member)] == ["Sales"]


def test_outsider_finds_no_group(cast: Cast, within: Within, sales: Group) -> None:
    with within(cast.cleo) as session:
        assert groups.everyone(session, cast.cleo.member) == []
        with pytest.raises(NotFound):
            groups.get(session, cast.cleo.member, sales.id)


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "sales", "SALES "])
def test_name_is_needed_and_free(cast: Cast, within: Within, sales: Group, name: str) -> None:
    with within(cast.ada) as session, pytest.raises(Invalid) as refusal:
        groups.create(session, cast.ada.member, name=name, kind=GroupKind.DEPARTMENT)
    assert refusal.value.field == "name"


def test_last_editor_stays(cast: Cast, within: Within, hidden: Playlist) -> None:
    with within(cast.ada) as session:
        [of_group, of_ada] = playlist_grants.granted(session, hidden)
        with pytest.raises(Invalid):
            playlist_grants.revoke(session, hidden, of_ada.id)
        playlist_grants.revoke(session, hidden, of_group.id)
        assert [one.member for one in playlist_grants.granted(session, hidden)] == [cast.ada.member]
