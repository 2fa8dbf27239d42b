"""Assignments: who may ask whom, in which order, and that nobody is asked to hear what they may not hear."""

import pytest

from app.domain import assigning, assignments, groups, paths, playlist_grants, playlists, rights
from app.errors import Forbidden, Invalid, NotFound
from app.models import GroupKind, Right
from tests.cast import Player
from tests.paths import Welcome


def titles(welcome: Welcome, hire: Player) -> list[str]:
    with welcome.within(hire) as session:
        return [assignment.playlist.title for assignment in assignments.of_hire(session, hire.member)]


def test_several_hires_are_asked_at_once_and_each_has_a_path(welcome: Welcome) -> None:
    made = welcome.assign(welcome.gus, welcome.dora)
    assert {one.hire_id for one in made} == {welcome.gus.member.id, welcome.dora.member.id}
    assert titles(welcome, welcome.gus) == titles(welcome, welcome.dora) == ["Your first week"]


def test_hire_who_may_not_hear_is_refused_with_a_way_out(welcome: Welcome) -> None:
    with pytest.raises(Invalid, match="You can give it in the same step") as refusal:
        welcome.assign(welcome.gus, let_listen=False)
    assert refusal.value.field == "let_listen"
    assert titles(welcome, welcome.gus) == []
    welcome.assign(welcome.gus, let_listen=True)
    assert titles(welcome, welcome.gus) == ["Your first week"]


def test_mentor_who_only_listens_cannot_give_the_right(welcome: Welcome) -> None:
    welcome.assign(welcome.dora)
    with welcome.within(welcome.ben) as session:
        ben, second = welcome.ben.member, playlists.get(session, welcome.ben.member, welcome.second.id)
        with pytest.raises(Invalid, match="Whoever edits the playlist can give it"):
            assigning.assign(session, ben, second, [welcome.dora.member], let_listen=True)
        assert rights.right_on(session, welcome.dora.member, second) is None


def test_right_by_a_group_is_enough(welcome: Welcome) -> None:
    with welcome.within(welcome.ada) as session:
        sales = groups.create(session, welcome.ada.member, name="Sales", kind=GroupKind.DEPARTMENT)
        groups.add(session, welcome.ada.member, sales, welcome.dora.member)
        playlist_grants.grant(session, welcome.first, Right.LISTEN, to=sales)
    assert len(welcome.assign(welcome.dora, let_listen=False)) == 1


def test_mentor_adds_to_the_path_of_their_own_hire_only(welcome: Welcome) -> None:
    welcome.assign(welcome.dora)
    with welcome.within(welcome.ben) as session:
        ben = welcome.ben.member
        for hire in (welcome.dora, welcome.gus):
            playlist_grants.grant(session, welcome.second, Right.LISTEN, to=hire.member)
        second = playlists.get(session, ben, welcome.second.id)
        with pytest.raises(Forbidden):
            assigning.assign(session, ben, second, [welcome.dora.member, welcome.gus.member])
        assert len(assigning.assign(session, ben, second, [welcome.dora.member]).made) == 1
    assert titles(welcome, welcome.dora) == ["Your first week", "Your second week"]


def test_nobody_is_their_own_mentor_and_no_guest_is_one(welcome: Welcome) -> None:
    with pytest.raises(Invalid, match="their own mentor"):
        welcome.assign(welcome.ben)
    with pytest.raises(Invalid, match="cannot be the mentor"):
        welcome.assign(welcome.dora, mentor=welcome.gus.member)
    with pytest.raises(Invalid, match="cannot be the mentor"):
        welcome.assign(welcome.gus, mentor=welcome.dora.member)


def test_what_is_on_the_path_already_stays_as_it_is(welcome: Welcome) -> None:
    (first,) = welcome.assign(welcome.gus)
    assert welcome.assign(welcome.gus) == []
    with welcome.within(welcome.gus) as session:
        assert [one.id for one in assignments.of_hire(session, welcome.gus.member)] == [first.id]


def test_path_has_an_order_that_the_mentor_changes(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    (second,) = welcome.assign(welcome.gus, playlist=welcome.second)
    assert titles(welcome, welcome.gus) == ["Your first week", "Your second week"]
    for to, expected in ((0, ["Your second week", "Your first week"]), (9, ["Your first week", "Your second week"])):
        with welcome.within(welcome.ben) as session:
            assignments.move(session, assignments.get_as_mentor(session, welcome.ben.member, second.id), to)
        assert titles(welcome, welcome.gus) == expected


def test_removed_comes_back_to_its_place_but_not_twice(welcome: Welcome) -> None:
    (first,) = welcome.assign(welcome.gus)
    welcome.assign(welcome.gus, playlist=welcome.second)
    with welcome.within(welcome.ben) as session:
        assignments.remove(session, welcome.ben.member, first.id)
    assert titles(welcome, welcome.gus) == ["Your second week"]
    with welcome.within(welcome.ben) as session:
        assignments.restore(session, welcome.ben.member, first.id)
        assignments.remove(session, welcome.ben.member, first.id)
    (again,) = welcome.assign(welcome.gus)
    with welcome.within(welcome.ben) as session, pytest.raises(Invalid, match="again already"):
        assignments.restore(session, welcome.ben.member, first.id)
    with welcome.within(welcome.ben) as session:
        assert assignments.get(session, welcome.ben.member, again.id).position > first.position


def test_only_hire_and_mentor_see_an_assignment(welcome: Welcome) -> None:
    (made,) = welcome.assign(welcome.gus)
    for player in (welcome.gus, welcome.ben):
        with welcome.within(player) as session:
            assert assignments.get(session, player.member, made.id).id == made.id
    for player in (welcome.ada, welcome.dora, welcome.cast.cleo):
        with welcome.within(player) as session, pytest.raises(NotFound):
            assignments.get(session, player.member, made.id)
    with welcome.within(welcome.gus) as session, pytest.raises(Forbidden):
        assignments.get_as_mentor(session, welcome.gus.member, made.id)


def test_playlist_that_closes_leaves_the_path(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    with welcome.within(welcome.ada) as session:
        first = playlists.get(session, welcome.ada.member, welcome.first.id)
        granted = playlist_grants.granted(session, first)
        mine = next(one for one in granted if one.member and one.member.id == welcome.gus.member.id)
        playlist_grants.revoke(session, first, mine.id)
    assert titles(welcome, welcome.gus) == []
    with welcome.within(welcome.gus) as session:
        assert paths.of(session, welcome.gus.member) == []


def test_hire_is_told_once(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    welcome.assign(welcome.gus)
    assert welcome.told(welcome.gus) == ["assigned"]
