"""Reverse onboarding: asked once on the chosen day, with an outline; the team hears of it once it is open."""

from datetime import date, timedelta

import pytest

from app.domain import asking_back, memberships, outlines, playlist_grants, playlists, request_lists, reverse_onboarding
from app.errors import Conflict, NotFound
from app.models import Playlist, ReverseOnboarding, Right
from app.models.base import now
from tests.cast import Player
from tests.paths import Welcome
from tests.tracks import make_track

TODAY = now().date()


@pytest.fixture
def looked_after(welcome: Welcome) -> Welcome:
    """Ben looks after Dora since today."""
    welcome.assign(welcome.dora)
    return welcome


def turn(welcome: Welcome, day: date) -> int:
    with welcome.within(welcome.ada) as session:
        return asking_back.ask_due(session, today=day)


def back_of(welcome: Welcome) -> ReverseOnboarding:
    with welcome.within(welcome.ben) as session:
        return reverse_onboarding.of(session, welcome.ben.member, [welcome.dora.member.id])[welcome.dora.member.id]


def own_playlist(welcome: Welcome) -> Playlist:
    with welcome.within(welcome.dora) as session:
        found = back_of(welcome).playlist_id
        assert found
        return playlists.get(session, welcome.dora.member, found)


def tell(welcome: Welcome) -> int:
    with welcome.within(welcome.ada) as session:
        return asking_back.tell_opened(session)


def open_it(welcome: Welcome, audience: str, *, filled: bool = True) -> None:
    with welcome.within(welcome.dora) as session:
        playlist = playlists.get(session, welcome.dora.member, own_playlist(welcome).id)
        if filled:
            make_track(session, welcome.dora, title="What surprised me", playlist=playlist)
        playlist_grants.set_audience(session, playlist, audience)  # type: ignore[arg-type]


def introduced(welcome: Welcome, player: Player) -> int:
    return welcome.told(player).count("introduced")


def test_hire_is_asked_after_thirty_days_and_once(looked_after: Welcome) -> None:
    assert back_of(looked_after).asks_back_on == TODAY + timedelta(days=30)
    assert [turn(looked_after, TODAY + timedelta(days=days)) for days in (0, 29, 30, 30, 31)] == [0, 0, 1, 0, 0]
    with looked_after.within(looked_after.dora) as session:
        (asked,) = request_lists.asked_of(session, looked_after.dora.member)
        assert asked.asked_by == looked_after.ben.member.id
        assert len(asked.cards) == 6
        playlist = own_playlist(looked_after)
        assert [card.title for card in outlines.cards(session, playlist)] == asked.cards
        assert playlist.title == "What Dora knows"
    assert "asked" in looked_after.told(looked_after.dora)


def test_mentor_chooses_another_day_or_none(looked_after: Welcome) -> None:
    for day, asked in ((None, 0), (TODAY, 1)):
        with looked_after.within(looked_after.ben) as session:
            found = reverse_onboarding.get(session, looked_after.ben.member, back_of(looked_after).id)
            reverse_onboarding.choose_day(found, day)
        assert turn(looked_after, TODAY) == asked
    with looked_after.within(looked_after.ben) as session, pytest.raises(Conflict):
        found = reverse_onboarding.get(session, looked_after.ben.member, back_of(looked_after).id)
        reverse_onboarding.choose_day(found, TODAY)


def test_only_a_mentor_sees_the_day(looked_after: Welcome) -> None:
    id = back_of(looked_after).id
    for player in (looked_after.ada, looked_after.dora, looked_after.gus):
        with looked_after.within(player) as session, pytest.raises(NotFound):
            reverse_onboarding.get(session, player.member, id)


def test_guest_and_who_has_left_are_not_asked(looked_after: Welcome) -> None:
    looked_after.assign(looked_after.gus)
    with looked_after.within(looked_after.ada) as session:
        memberships.deactivate(session, looked_after.ada.member, session.merge(looked_after.dora.member))
    assert turn(looked_after, TODAY + timedelta(days=40)) == 0


def test_another_mentor_asks_when_the_first_has_left(looked_after: Welcome) -> None:
    looked_after.assign(looked_after.dora, playlist=looked_after.second, mentor=looked_after.ada.member)
    with looked_after.within(looked_after.ada) as session:
        memberships.deactivate(session, looked_after.ada.member, session.merge(looked_after.ben.member))
    assert turn(looked_after, TODAY + timedelta(days=30)) == 1
    with looked_after.within(looked_after.dora) as session:
        assert request_lists.asked_of(session, looked_after.dora.member)[0].asked_by == looked_after.ada.member.id


def test_playlist_is_the_hires_alone_until_they_open_it(looked_after: Welcome) -> None:
    turn(looked_after, TODAY + timedelta(days=30))
    id = own_playlist(looked_after).id
    for player in (looked_after.ada, looked_after.ben):
        with looked_after.within(player) as session, pytest.raises(NotFound):
            playlists.get(session, player.member, id)


def test_team_is_told_once_when_there_is_something_to_hear(looked_after: Welcome) -> None:
    turn(looked_after, TODAY + timedelta(days=30))
    assert tell(looked_after) == 0
    open_it(looked_after, "everyone_listens", filled=False)
    assert tell(looked_after) == 0
    open_it(looked_after, "everyone_listens")
    assert [tell(looked_after), tell(looked_after)] == [1, 0]
    players = (looked_after.ada, looked_after.ben, looked_after.gus, looked_after.dora)
    assert [introduced(looked_after, player) for player in players] == [1, 1, 0, 0]


def test_opening_to_one_person_is_not_yet_for_the_team(looked_after: Welcome) -> None:
    turn(looked_after, TODAY + timedelta(days=30))
    open_it(looked_after, "only_me")
    with looked_after.within(looked_after.dora) as session:
        playlist = playlists.get(session, looked_after.dora.member, own_playlist(looked_after).id)
        playlist_grants.grant(session, playlist, Right.LISTEN, to=looked_after.ada.member)
    assert tell(looked_after) == 0
