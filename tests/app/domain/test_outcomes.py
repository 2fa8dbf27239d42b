"""Outcomes: one for each person and solution, changed and taken back by who tried it."""

import uuid

import pytest

from app.domain import acceptances, contributions, outcomes, playlist_grants, playlist_order, playlists, tracks
from app.errors import Conflict, Forbidden, Invalid, NotFound
from app.models import Contribution, OutcomeResult, Right
from tests.app.domain.problem import ask, contribute
from tests.cast import Player
from tests.tracks import make_track

WORKED, DID_NOT = OutcomeResult.WORKED, OutcomeResult.DID_NOT


def test_each_leaves_one_outcome_and_the_next_replaces_it(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        given = (problem.playlist, problem.solution)
        first = outcomes.leave(session, ada.member, *given, result=DID_NOT)
        again = outcomes.leave(session, ada.member, *given, result=WORKED, sentence=" Seven of \n seven. ")
        outcomes.leave(session, ben.member, *given, result=WORKED)
        found = outcomes.of(session, problem.playlist)[problem.solution.track_id]
    assert first.id == again.id
    assert {one.member.person.name: (one.result, one.sentence) for one in found} == {
        "Ada Lovelace": (WORKED, "Seven of seven."),
        "Ben Okri": (WORKED, ""),
    }


@pytest.mark.parametrize("contribution", [None, Contribution.INPUT, Contribution.OPINION])
def test_only_a_solution_can_be_tried(ada: Player, ben: Player, within, contribution: Contribution | None) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        item = contribute(session, ben, problem.playlist, contribution)
        with pytest.raises(Conflict):
            outcomes.leave(session, ada.member, problem.playlist, item, result=WORKED)


def test_whoever_may_only_listen_may_have_tried_it(ada: Player, ben: Player, gus: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben, audience="only_me")
        playlist_grants.grant(session, problem.playlist, Right.LISTEN, to=gus.member)
        outcome = outcomes.leave(session, gus.member, problem.playlist, problem.solution, result=WORKED)
        assert outcomes.get(session, gus.member, outcome.id).member.id == gus.member.id
        with pytest.raises(NotFound):
            outcomes.get(session, ben.member, outcome.id)


def test_only_who_tried_it_changes_and_deletes_it(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        outcome = outcomes.leave(session, ben.member, problem.playlist, problem.solution, result=WORKED)
        with pytest.raises(Forbidden):
            outcomes.revise(ada.member, outcome, result=DID_NOT, sentence="")
        with pytest.raises(Forbidden):
            outcomes.delete(session, ada.member, outcome)
        outcomes.revise(ben.member, outcome, result=DID_NOT, sentence="It rained.")
        outcomes.delete(session, ben.member, outcome)
        assert outcomes.of(session, problem.playlist) == {}
        with pytest.raises(NotFound):
            outcomes.restore(session, ada.member, outcome.id)
        assert outcomes.restore(session, ben.member, outcome.id).sentence == "It rained."


def test_a_sentence_is_a_sentence(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        with pytest.raises(Invalid) as refusal:
            outcomes.leave(session, ada.member, problem.playlist, problem.solution, result=WORKED, sentence="x" * 501)
    assert refusal.value.field == "sentence"


def test_voice_goes_and_comes_back_with_its_outcome(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        outcome = outcomes.leave(session, ada.member, problem.playlist, problem.solution, result=WORKED)
        elsewhere, voice = make_track(session, ada), make_track(session, ada)
        voice.about_track_id = problem.solution.track_id
        with pytest.raises(Invalid):
            outcomes.say(session, ada.member, outcome, elsewhere)
        outcomes.say(session, ada.member, outcome, voice)
        assert tracks.get(session, ben.member, voice.id)
        outcomes.delete(session, ada.member, outcome)
        session.flush()
        with pytest.raises(NotFound):
            tracks.get(session, ben.member, voice.id)
        outcomes.restore(session, ada.member, outcome.id)
        session.flush()
        assert outcomes.get(session, ada.member, outcome.id).voice_track_id == voice.id
        assert tracks.get(session, ben.member, voice.id)


def test_what_is_left_anew_has_no_old_voice(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        given = (problem.playlist, problem.solution)
        voice = make_track(session, ada)
        voice.about_track_id = problem.solution.track_id
        outcome = outcomes.leave(session, ada.member, *given, result=WORKED)
        outcomes.say(session, ada.member, outcome, voice)
        assert outcomes.leave(session, ada.member, *given, result=DID_NOT).voice_track_id == voice.id
        outcomes.delete(session, ada.member, outcome)
        session.flush()
        assert outcomes.leave(session, ada.member, *given, result=WORKED).voice_track_id is None


def test_outcomes_wait_for_a_solution_that_left_the_playlist(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        track = problem.solution.track
        outcome = outcomes.leave(session, ada.member, problem.playlist, problem.solution, result=WORKED)
        playlist_order.remove(session, problem.playlist, problem.solution.id)
        with pytest.raises(NotFound):
            outcomes.get(session, ada.member, outcome.id)
        playlist_order.add(session, ben.member, problem.playlist, track, contribution=Contribution.SOLUTION)
        assert outcomes.get(session, ada.member, outcome.id).result == WORKED


def test_solution_of_a_deleted_playlist_has_no_outcomes_to_see(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        outcome = outcomes.leave(session, ada.member, problem.playlist, problem.solution, result=WORKED)
        playlists.delete(session, problem.playlist)
        session.flush()
        for id in (outcome.id, uuid.uuid4()):
            with pytest.raises(NotFound):
                outcomes.get(session, ada.member, id)


def test_accepted_solution_stays_one(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        acceptances.accept(session, ada.member, problem.playlist, problem.solution)
        with pytest.raises(Conflict):
            contributions.classify(session, ada.member, problem.playlist, problem.solution, Contribution.INPUT)
        acceptances.withdraw(session, problem.solution)
        contributions.classify(session, ada.member, problem.playlist, problem.solution, Contribution.INPUT)
        with pytest.raises(Conflict):
            acceptances.accept(session, ada.member, problem.playlist, problem.solution)
