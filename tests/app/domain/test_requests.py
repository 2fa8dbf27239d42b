"""Requests: who may ask whom for what, the way one takes, and who gets to know of it."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlmodel import Session

from app.domain import groups, playlists, request_course, request_lists, requests, tracks
from app.domain.requests import Wish
from app.errors import Conflict, Forbidden, Invalid, NotFound
from app.models import Group, GroupKind, Request, RequestState, Role
from app.models.base import now
from tests.cast import Player, join
from tests.tracks import make_track

Within = Callable[[Player], AbstractContextManager[Session]]
QUESTION = "How do you calm an angry caller?"


@pytest.fixture
def dora(ada: Player, within: Within) -> Player:
    with within(ada) as session:
        return join(session, "Dora Maar", Role.MEMBER)


@pytest.fixture
def support(ada: Player, ben: Player, dora: Player, within: Within) -> Group:
    """A department of Ben and Dora."""
    with within(ada) as session:
        made = groups.create(session, ada.member, name="Support", kind=GroupKind.DEPARTMENT)
        for player in (ben, dora):
            groups.add(session, ada.member, made, player.member)
        return made


@pytest.fixture
def asked(ada: Player, ben: Player, within: Within) -> uuid.UUID:
    """Ada has asked Ben."""
    with within(ada) as session:
        return requests.ask(session, ada.member, ben.member, Wish(QUESTION)).id


def do(within: Within, player: Player, id: uuid.UUID, deed: Callable, *values: object) -> Request:
    with within(player) as session:
        request = requests.get(session, player.member, id)
        deed(session, player.member, request, *values)
        session.flush()
        return requests.get(session, player.member, id)


def waiting(within: Within, player: Player) -> list[str]:
    with within(player) as session:
        return [request.question for request in request_lists.asked_of(session, player.member)]


def answered_by(within: Within, player: Player, id: uuid.UUID) -> uuid.UUID:
    with within(player) as session:
        track = make_track(session, player, title="Calm", playlist=None)
        request_course.answer(session, player.member, requests.get(session, player.member, id), track)
        return track.id


def test_asked_member_finds_it_waiting_and_answers_it(ada: Player, ben: Player, within: Within, asked) -> None:
    assert waiting(within, ben) == [QUESTION]
    track = answered_by(within, ben, asked)
    assert waiting(within, ben) == []
    with within(ada) as session:
        request = requests.get(session, ada.member, asked)
        assert (request.state, request.track_id) == (RequestState.ANSWERED, track)
        assert tracks.get(session, ada.member, track).title == "Calm", "whoever asked hears the answer"


def test_answer_stays_closed_to_everybody_else(dora: Player, ben: Player, within: Within, asked) -> None:
    track = answered_by(within, ben, asked)
    with within(dora) as session, pytest.raises(NotFound):
        tracks.get(session, dora.member, track)


def test_saying_the_same_answer_twice_is_once_and_another_one_is_refused(ben: Player, within: Within, asked) -> None:
    track = answered_by(within, ben, asked)
    with within(ben) as session:
        request = requests.get(session, ben.member, asked)
        request_course.answer(session, ben.member, request, tracks.get(session, ben.member, track))
        with pytest.raises(Conflict):
            request_course.answer(session, ben.member, request, make_track(session, ben))


def test_answer_is_a_track_of_ones_own(ada: Player, ben: Player, within: Within, asked) -> None:
    with within(ada) as session:
        hers = make_track(session, ada, playlist=playlists.create(session, ada.member, title="Open"))
    with within(ben) as session, pytest.raises(Invalid):
        track = tracks.get(session, ben.member, hers.id)
        request_course.answer(session, ben.member, requests.get(session, ben.member, asked), track)


def test_only_those_concerned_know_of_it(dora: Player, cleo: Player, gus: Player, within: Within, asked) -> None:
    for player in (dora, cleo, gus):
        with within(player) as session:
            assert request_lists.everything(session, player.member).items == []
            with pytest.raises(NotFound):
                requests.get(session, player.member, asked)


def test_declined_with_a_reason_and_thought_again(ada: Player, ben: Player, within: Within, asked) -> None:
    with pytest.raises(Invalid):
        do(within, ben, asked, request_course.decline, "  ")
    declined = do(within, ben, asked, request_course.decline, "I only do the billing.")
    assert declined.state == RequestState.DECLINED
    assert waiting(within, ben) == []
    with within(ada) as session:
        assert [step.words for step in requests.steps(session, declined)] == ["I only do the billing."]
    assert do(within, ben, asked, request_course.accept).state == RequestState.ACCEPTED


def test_passed_on_keeps_the_way_it_took(ben: Player, dora: Player, within: Within, asked) -> None:
    do(within, ben, asked, request_course.pass_on, dora.member, "Dora does this daily.")
    assert (waiting(within, ben), waiting(within, dora)) == ([], [QUESTION])
    with within(dora) as session:
        (step,) = requests.steps(session, requests.get(session, dora.member, asked))
        assert (step.taken_by, step.passed_to, step.words) == (ben.member.id, dora.member.id, "Dora does this daily.")
    with within(ben) as session:
        assert requests.get(session, ben.member, asked).holder_id == dora.member.id, "Ben still sees it"
    with pytest.raises(Conflict):
        do(within, ben, asked, request_course.accept)


def test_nobody_passes_on_to_themselves_or_back_to_the_asker(ada: Player, ben: Player, within: Within, asked) -> None:
    for player in (ada, ben):
        with pytest.raises(Invalid):
            do(within, ben, asked, request_course.pass_on, player.member)


def test_first_of_a_group_to_accept_takes_it(ada: Player, ben: Player, dora: Player, within, support: Group) -> None:
    with within(ada) as session:
        id = requests.ask(session, ada.member, support, Wish(QUESTION)).id
    assert waiting(within, ben) == waiting(within, dora) == [QUESTION]
    do(within, dora, id, request_course.accept)
    assert (waiting(within, ben), waiting(within, dora)) == ([], [QUESTION])
    with pytest.raises(Conflict):
        do(within, ben, id, request_course.accept)


def test_group_has_declined_once_each_of_it_has(ada: Player, ben: Player, dora: Player, within, support) -> None:
    with within(ada) as session:
        id = requests.ask(session, ada.member, support, Wish(QUESTION)).id
    assert do(within, ben, id, request_course.decline, "Not me.").state == RequestState.OPEN
    assert (waiting(within, ben), waiting(within, dora)) == ([], [QUESTION])
    do(within, dora, id, request_course.accept)
    assert do(within, dora, id, request_course.decline, "No time after all.").state == RequestState.DECLINED
    assert do(within, ben, id, request_course.accept).holder_id == ben.member.id


def test_withdrawn_waits_for_nobody_until_it_is_undone(ada: Player, ben: Player, within: Within, asked) -> None:
    with pytest.raises(Forbidden):
        do(within, ben, asked, request_course.withdraw)
    assert do(within, ada, asked, request_course.withdraw).state == RequestState.WITHDRAWN
    assert waiting(within, ben) == []
    with pytest.raises(Conflict):
        do(within, ben, asked, request_course.accept)
    do(within, ada, asked, request_course.reopen)
    assert waiting(within, ben) == [QUESTION]


@pytest.mark.parametrize(
    ("audience", "fits"), [("everyone_adds", True), ("everyone_listens", False), ("only_me", False)]
)
def test_playlist_must_be_one_that_the_asked_may_add_to(ada: Player, ben: Player, within, audience, fits) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Calls", audience=audience)
        if not fits:
            with pytest.raises(Invalid) as refusal:
                requests.ask(session, ada.member, ben.member, Wish(QUESTION, playlist=playlist))
            assert refusal.value.field == "playlist_id"
            return
        id = requests.ask(session, ada.member, ben.member, Wish(QUESTION, playlist=playlist)).id
    track = answered_by(within, ben, id)
    with within(ada) as session:
        assert [item.track_id for item in playlists.get(session, ada.member, playlist.id).items] == [track]


def test_playlist_closed_meanwhile_is_neither_named_nor_filled(ada: Player, ben: Player, within: Within) -> None:
    with within(ada) as session:
        playlist = playlists.create(session, ada.member, title="Calls")
        id = requests.ask(session, ada.member, ben.member, Wish(QUESTION, playlist=playlist)).id
        playlists.delete(session, playlist)
    with within(ben) as session:
        assert request_course.playlist_of(session, ben.member, requests.get(session, ben.member, id)) is None
    answered_by(within, ben, id)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Wish("  "), "question"),
        (Wish("x" * 501), "question"),
        (Wish(QUESTION, cards=["x" * 201]), "cards"),
        (Wish(QUESTION, due_on=(now() - timedelta(days=2)).date()), "due_on"),
    ],
)
def test_refusal_names_the_field(ada: Player, ben: Player, within: Within, wish: Wish, field: str) -> None:
    with within(ada) as session, pytest.raises(Invalid) as refusal:
        requests.ask(session, ada.member, ben.member, wish)
    assert refusal.value.field == field


def test_nobody_asks_themselves_and_a_guest_asks_nobody(ada: Player, gus: Player, within: Within) -> None:
    with within(ada) as session:
        with pytest.raises(Invalid):
            requests.ask(session, ada.member, ada.member, Wish(QUESTION))
        with pytest.raises(Forbidden):
            requests.ask(session, gus.member, ada.member, Wish(QUESTION))


def test_everything_comes_page_by_page_and_each_once(ada: Player, ben: Player, within: Within) -> None:
    with within(ada) as session:
        for number in range(5):
            requests.ask(session, ada.member, ben.member, Wish(f"Question {number}?"))
        seen, cursor = [], None
        for _ in range(3):
            page = request_lists.everything(session, ada.member, cursor=cursor, limit=2)
            seen, cursor = [*seen, *(one.question for one in page.items)], page.next_cursor
        assert sorted(seen) == [f"Question {number}?" for number in range(5)]
        assert cursor is None
        with pytest.raises(Invalid):
            request_lists.everything(session, ada.member, cursor="nonsense")
