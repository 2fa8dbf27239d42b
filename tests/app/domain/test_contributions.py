"""Contributions: who says what a track is to a problem, and who hears of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from app.domain import acceptances, contributions, outcomes, playlist_order, playlists, problems
from app.errors import Conflict, Forbidden, Invalid
from app.models import Contribution, Notification, OutcomeResult, PlaylistKind
from app.models.base import now
from tests.app.domain.problem import ask, contribute
from tests.cast import Player
from tests.tracks import make_track


def told(session: Session, player: Player) -> list[str]:
    mine = select(Notification).where(Notification.membership_id == player.member.id)
    return [one.kind for one in session.exec(mine.order_by(Notification.created_at))]


def test_who_said_it_and_who_edits_say_what_it_is(ada: Player, ben: Player, gus: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        given = (problem.playlist, problem.solution)
        contributions.classify(session, ben.member, *given, Contribution.OPINION)
        contributions.classify(session, ada.member, *given, Contribution.INPUT)
        with pytest.raises(Forbidden):
            contributions.classify(session, gus.member, *given, Contribution.SOLUTION)
        hers = contribute(session, ada, problem.playlist, None)
        whole = playlists.get(session, ben.member, problem.playlist.id)
        with pytest.raises(Forbidden):
            contributions.classify(
                session, ben.member, whole, contributions.item_of(whole, hers.id), Contribution.INPUT
            )


def test_only_a_problem_has_contributions(ada: Player, within) -> None:
    with within(ada) as session:
        expert = playlists.create(session, ada.member, title="Billing", kind=PlaylistKind.EXPERT)
        with pytest.raises(Conflict):
            contribute(session, ada, expert, Contribution.INPUT)
        with pytest.raises(Conflict):
            problems.set_due(expert, now() + timedelta(days=1))


def test_adding_again_says_what_it_is_only_when_nobody_had(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        item = contribute(session, ben, problem.playlist, None)
        track = playlists.get(session, ada.member, problem.playlist.id).items[1].track
        for player, contribution, expected in (
            (ada, Contribution.INPUT, None),
            (ben, Contribution.OPINION, Contribution.OPINION),
            (ben, Contribution.SOLUTION, Contribution.OPINION),
        ):
            playlist_order.add(session, player.member, problem.playlist, track, contribution=contribution)
            assert item.contribution == expected


def test_each_hears_what_concerns_them(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        contribute(session, ada, problem.playlist, Contribution.INPUT)
        assert (told(session, ada), told(session, ben)) == (["contribution"], [])
        outcomes.leave(session, ada.member, problem.playlist, problem.solution, result=OutcomeResult.WORKED)
        acceptances.accept(session, ada.member, problem.playlist, problem.solution)
        assert (told(session, ada), told(session, ben)) == (["contribution"], ["outcome", "accepted"])


def test_a_deadline_lies_ahead_and_may_pass(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        playlist = ask(session, ada, ben).playlist
        for day in (now() - timedelta(days=2), now() + timedelta(days=800), datetime.max.replace(tzinfo=UTC)):
            with pytest.raises(Invalid):
                problems.set_due(playlist, day)
        problems.set_due(playlist, problems.end_of(now().date()))
        assert not problems.is_over(playlist)
        playlist.due_at = now() - timedelta(hours=11)
        assert not problems.is_over(playlist)
        playlist.due_at = now() - timedelta(hours=13)
        problems.set_due(playlist, playlist.due_at)
        assert problems.is_over(playlist)


def test_a_problem_is_said_with_a_track_of_ones_own(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        with pytest.raises(Invalid):
            problems.say(session, ada.member, problem.playlist, problem.solution.track)
        aloud = make_track(session, ada, title="The problem")
        problems.say(session, ada.member, problem.playlist, aloud)
        heard = problems.said(session, ben.member, problem.playlist)
        assert heard is not None
        assert heard.title == "The problem"
        problems.say(session, ada.member, problem.playlist, None)
        assert problems.said(session, ben.member, problem.playlist) is None
