"""Check-ins: seen by their participants alone, topics from either side, notes, and the next one."""

from datetime import date, timedelta

import pytest

from app.domain import check_in_course, check_ins, groups
from app.errors import Invalid, NotFound, StaleVersion
from app.models import CheckIn, GroupKind
from tests.cast import Player
from tests.paths import Welcome

DAY = date(2030, 5, 6)


@pytest.fixture
def agreed(welcome: Welcome) -> CheckIn:
    """Ben meets Gus."""
    with welcome.within(welcome.ben) as session:
        ben, gus = welcome.ben.member, welcome.gus.member
        return check_ins.create(session, ben, invited=gus, held_on=DAY, topics="First impressions\n\n Open questions ")


def get(welcome: Welcome, player: Player, agreed: CheckIn) -> CheckIn:
    with welcome.within(player) as session:
        return check_ins.get(session, player.member, agreed.id)


def test_only_its_participants_see_it(welcome: Welcome, agreed: CheckIn) -> None:
    assert get(welcome, welcome.gus, agreed).topics == "First impressions\nOpen questions"
    for player in (welcome.ada, welcome.dora, welcome.cast.cleo):
        with pytest.raises(NotFound):
            get(welcome, player, agreed)
        with welcome.within(player) as session:
            assert check_ins.upcoming(session, player.member) == []


def test_group_meets_and_whoever_leaves_it_sees_it_no_more(welcome: Welcome) -> None:
    ben, dora = welcome.ben, welcome.dora
    with welcome.within(ben) as session:
        peers = groups.create(session, ben.member, name="New in May", kind=GroupKind.PEERS)
        groups.add(session, ben.member, peers, dora.member)
        agreed = check_ins.create(session, ben.member, group=peers, held_on=DAY)
        names = [one.person.name for one in check_ins.participants(session, ben.member, agreed)]
        assert names == ["Ben Okri", "Dora Maar"]
    assert get(welcome, dora, agreed)
    assert welcome.told(dora) == ["check_in"]
    with welcome.within(dora) as session:
        groups.remove(session, dora.member, groups.get(session, dora.member, peers.id), dora.member)
    with pytest.raises(NotFound):
        get(welcome, dora, agreed)


def test_with_somebody_or_a_group_and_never_alone(welcome: Welcome) -> None:
    ben = welcome.ben.member
    for whom in ({}, {"invited": ben}):
        with welcome.within(welcome.ben) as session, pytest.raises(Invalid):
            check_ins.create(session, ben, held_on=DAY, **whom)


def test_topics_from_either_side_lose_nothing(welcome: Welcome, agreed: CheckIn) -> None:
    for player, topic in ((welcome.gus, "My  first\ncall"), (welcome.ben, "Holidays")):
        with welcome.within(player) as session:
            check_in_course.add_topic(session, check_ins.get(session, player.member, agreed.id), topic)
    lines = get(welcome, welcome.ben, agreed).topics.splitlines()
    assert lines == ["First impressions", "Open questions", "My first call", "Holidays"]


def test_second_of_two_editors_is_told(welcome: Welcome, agreed: CheckIn) -> None:
    for player, refused in ((welcome.gus, False), (welcome.ben, True)):
        with welcome.within(player) as session:
            mine = check_ins.get(session, player.member, agreed.id)
            fields = {"held_on": DAY, "topics": "Only this", "notes": "", "version": 1}
            if refused:
                with pytest.raises(StaleVersion):
                    check_in_course.edit(session, player.member, mine, **fields)
            else:
                check_in_course.edit(session, player.member, mine, **fields)


def test_another_day_is_told_and_other_words_are_not(welcome: Welcome, agreed: CheckIn) -> None:
    for day in (DAY, DAY + timedelta(days=1)):
        with welcome.within(welcome.gus) as session:
            mine = check_ins.get(session, welcome.gus.member, agreed.id)
            check_in_course.edit(session, welcome.gus.member, mine, held_on=day, topics="", notes="x")
        assert welcome.told(welcome.ben) == (["check_in"] if day != DAY else [])


def test_done_moves_it_to_the_past_with_its_notes(welcome: Welcome, agreed: CheckIn) -> None:
    with welcome.within(welcome.gus) as session:
        check_in_course.finish(session, check_ins.get(session, welcome.gus.member, agreed.id), notes=" Go on. ")
    with welcome.within(welcome.ben) as session:
        assert check_ins.upcoming(session, welcome.ben.member) == []
        (past,) = check_ins.page(session, welcome.ben.member, done=True).items
        assert past.notes == "Go on."


def test_next_one_is_proposed_a_week_and_two_weeks_later(welcome: Welcome, agreed: CheckIn) -> None:
    assert check_in_course.proposed_days(agreed) == [DAY + timedelta(days=7), DAY + timedelta(days=14)]


def test_next_one_is_made_once(welcome: Welcome, agreed: CheckIn) -> None:
    made = []
    for days in (7, 14):
        with welcome.within(welcome.gus) as session:
            mine = check_ins.get(session, welcome.gus.member, agreed.id)
            made.append(
                check_in_course.follow(session, welcome.gus.member, mine, held_on=DAY + timedelta(days=days)).id
            )
    assert made[0] == made[1]
    with welcome.within(welcome.ben) as session:
        assert [one.held_on for one in check_ins.upcoming(session, welcome.ben.member)] == [
            DAY,
            DAY + timedelta(days=14),
        ]
        assert check_ins.next_with(session, welcome.ben.member)[welcome.gus.member.id].id == agreed.id


def test_called_off_comes_back(welcome: Welcome, agreed: CheckIn) -> None:
    with welcome.within(welcome.gus) as session:
        check_ins.remove(check_ins.get(session, welcome.gus.member, agreed.id))
    with pytest.raises(NotFound):
        get(welcome, welcome.ben, agreed)
    with welcome.within(welcome.ada) as session, pytest.raises(NotFound):
        check_ins.restore(session, welcome.ada.member, agreed.id)
    with welcome.within(welcome.ben) as session:
        check_ins.restore(session, welcome.ben.member, agreed.id)
    assert get(welcome, welcome.gus, agreed)


def test_guest_meets_their_mentors_only(welcome: Welcome) -> None:
    welcome.assign(welcome.gus)
    with welcome.within(welcome.gus) as session:
        assert [one.id for one in check_ins.companions(session, welcome.gus.member)] == [welcome.ben.member.id]


def test_list_goes_on_where_it_stopped(welcome: Welcome) -> None:
    with welcome.within(welcome.ben) as session:
        for days in range(5):
            day = DAY + timedelta(days=days)
            check_ins.create(session, welcome.ben.member, invited=welcome.gus.member, held_on=day)
    with welcome.within(welcome.gus) as session:
        first = check_ins.page(session, welcome.gus.member, limit=3)
        second = check_ins.page(session, welcome.gus.member, cursor=first.next_cursor, limit=3)
    days = [one.held_on.day for one in (*first.items, *second.items)]
    assert days == [10, 9, 8, 7, 6]
    assert second.next_cursor is None


@pytest.mark.parametrize("cursor", ["x", "2030-01-01", "2030-01-01_x", "_"])
def test_foreign_cursor_is_refused(welcome: Welcome, cursor: str) -> None:
    with welcome.within(welcome.gus) as session, pytest.raises(Invalid):
        check_ins.page(session, welcome.gus.member, cursor=cursor)
