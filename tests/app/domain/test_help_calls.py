"""Help calls: said by the hire at a track, answered by the mentor, seen by nobody else."""

import pytest

from app.domain import assignments, help_calls
from app.errors import Conflict, Forbidden, Invalid, NotFound
from app.models import Assignment, HelpCall
from tests.cast import Player
from tests.paths import Welcome


@pytest.fixture
def made(welcome: Welcome) -> Assignment:
    return welcome.assign(welcome.gus)[0]


def call(
    welcome: Welcome, made: Assignment, sentence: str = "Which one is the cost centre?", track: int = 2
) -> HelpCall:
    with welcome.within(welcome.gus) as session:
        mine = assignments.get_as_hire(session, welcome.gus.member, made.id)
        return help_calls.call(session, welcome.gus.member, mine, welcome.tracks[track].id, sentence=sentence)


def seen(welcome: Welcome, player: Player, made: Assignment) -> list[HelpCall]:
    with welcome.within(player) as session:
        asked = session.get_one(Assignment, made.id)
        return help_calls.of(session, player.member, [asked]).get(made.id, [])


def test_mentor_sees_the_call_and_answers(welcome: Welcome, made: Assignment) -> None:
    asked = call(welcome, made)
    assert [one.sentence for one in seen(welcome, welcome.ben, made)] == ["Which one is the cost centre?"]
    with welcome.within(welcome.ben) as session:
        help_calls.answer(session, welcome.ben.member, asked.id, answer="4711.")
    (answered,) = seen(welcome, welcome.gus, made)
    assert answered.answer == "4711."
    assert answered.helped_at
    assert welcome.told(welcome.gus) == ["assigned", "helped"]


def test_nobody_else_sees_it(welcome: Welcome, made: Assignment) -> None:
    asked = call(welcome, made)
    for player in (welcome.ada, welcome.dora, welcome.cast.cleo):
        with welcome.within(player) as session, pytest.raises(NotFound):
            help_calls.get(session, player.member, asked.id)
    for player in (welcome.ada, welcome.dora):
        assert seen(welcome, player, made) == []


def test_calling_twice_is_one_call_with_the_last_words(welcome: Welcome, made: Assignment) -> None:
    first, second = call(welcome, made), call(welcome, made, "And who pays?")
    assert first.id == second.id
    assert [one.sentence for one in seen(welcome, welcome.ben, made)] == ["And who pays?"]


def test_track_must_stand_in_the_playlist(welcome: Welcome, made: Assignment) -> None:
    with pytest.raises(Invalid) as refusal:
        call(welcome, made, track=3)
    assert refusal.value.field == "track_id"


def test_hire_takes_it_back_and_brings_it_again(welcome: Welcome, made: Assignment) -> None:
    asked = call(welcome, made)
    with welcome.within(welcome.ben) as session, pytest.raises(Forbidden):
        help_calls.withdraw(session, welcome.ben.member, asked.id)
    with welcome.within(welcome.gus) as session:
        help_calls.withdraw(session, welcome.gus.member, asked.id)
    assert seen(welcome, welcome.ben, made) == []
    assert welcome.told(welcome.ben) == []
    with welcome.within(welcome.gus) as session:
        help_calls.restore(session, welcome.gus.member, asked.id)
    assert len(seen(welcome, welcome.ben, made)) == 1


def test_answered_may_be_asked_anew_and_then_stays_answered(welcome: Welcome, made: Assignment) -> None:
    asked = call(welcome, made)
    with welcome.within(welcome.gus) as session, pytest.raises(Forbidden):
        help_calls.answer(session, welcome.gus.member, asked.id)
    with welcome.within(welcome.ben) as session:
        help_calls.answer(session, welcome.ben.member, asked.id)
    assert call(welcome, made, "Still not clear.").id != asked.id
    with welcome.within(welcome.ben) as session, pytest.raises(Conflict):
        help_calls.reopen(session, welcome.ben.member, asked.id)


def test_mentor_is_told_of_the_call_and_never_of_listening(welcome: Welcome, made: Assignment) -> None:
    for track in welcome.tracks[:3]:
        welcome.hear(welcome.gus, track)
    assert welcome.told(welcome.ben) == []
    call(welcome, made)
    assert welcome.told(welcome.ben) == ["help_wanted"]
