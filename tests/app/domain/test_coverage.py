"""Coverage: whom a problem has heard, and who else might know. It never depends on who listened."""

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
import pytest
from sqlmodel import Session

from app import meaning
from app.domain import groups, listening, passages, playlist_grants, playlists, requests, rights, tracks
from app.domain.coverage import Coverage, coverage
from app.models import Contribution, GroupKind, Membership, Playlist, Right, Role
from app.models.base import now
from tests.app.domain.problem import ask, contribute
from tests.cast import Player, join
from tests.tracks import make_track


@pytest.fixture(autouse=True)
def meanings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two texts mean the same when both speak of leaving, and nothing to each other otherwise."""
    meaning.vector_of.cache_clear()
    monkeypatch.setattr(meaning, "embed", lambda texts: np.stack([vector(one) for one in texts]))
    yield
    meaning.vector_of.cache_clear()


def vector(said: str) -> np.ndarray:
    made = np.zeros(meaning.DIMENSIONS, np.float32)
    made[0 if "leave" in said else 1] = 0.8
    return made


def department(session: Session, ada: Player, name: str, *members: Player) -> None:
    group = groups.create(session, ada.member, name=name, kind=GroupKind.DEPARTMENT)
    for member in members:
        groups.add(session, ada.member, group, member.member)


def covered(session: Session, player: Player, playlist: Playlist) -> Coverage:
    return coverage(session, player.member, playlists.get(session, player.member, playlist.id))


def suggested(found: Coverage) -> list[str]:
    return [one.member.person.name.split()[0] for one in found.suggestions]


def speak(session: Session, player: Player, said: str, playlist: Playlist) -> None:
    track = make_track(session, player, title=said[:40], says=(said,), playlist=playlist)
    passages.build(session, track, {said: vector(said)})


def test_a_department_is_heard_by_what_it_said(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        playlist = ask(session, ada, ben).playlist
        dora, eve = (join(session, name, Role.MEMBER) for name in ("Dora Maar", "Eve Arden"))
        department(session, ada, "Support", ben, dora)
        department(session, ada, "Finance", eve)
        department(session, ada, "Empty")
        found = covered(session, ada, playlist)
    assert {one.group.name: [m.person.name for m in one.contributors] for one in found.departments} == {
        "Support": ["Ben Okri"],
        "Finance": [],
    }
    assert [one.person.name for one in found.contributors] == ["Ben Okri"]
    assert suggested(found) == ["Eve"]


def test_who_listened_changes_nothing(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        problem = ask(session, ada, ben)
        eve = join(session, "Eve Arden", Role.MEMBER)
        department(session, ada, "Finance", eve)
        before = covered(session, ada, problem.playlist)
        track = tracks.get(session, eve.member, problem.solution.track_id)
        listening.note_position(session, eve.member, track, position_ms=60_000, client_time=datetime.now(UTC))
        assert covered(session, ada, problem.playlist) == before


def test_departments_take_turns_and_knowledge_decides_within_one(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        playlist = ask(session, ada, ben).playlist
        names = ("Dora A", "Eve A", "Fay A", "Kim A", "Lou A")
        dora, eve, fay, kim, lou = (join(session, name, Role.MEMBER) for name in names)
        department(session, ada, "Finance", dora, eve, fay)
        department(session, ada, "Legal", kim)
        fay.member.superpowers = "Chess\nWhy people leave"
        session.add(fay.member)
        stage = playlists.create(session, ada.member, title="Elsewhere")
        speak(session, eve, "I know why customers leave us in autumn and what to do about it", stage)
        speak(session, lou, "I know why customers leave us in spring and what to do about it", stage)
        found = covered(session, ada, playlist)
    assert suggested(found) == ["Fay", "Kim", "Eve", "Dora", "Lou"]
    reasons = {one.member.person.name: one for one in found.suggestions}
    assert reasons["Fay A"].knowing.superpower == "Why people leave"
    assert reasons["Lou A"].department is None
    said = reasons["Eve A"].knowing.track
    assert said is not None
    assert said.title == "I know why customers leave us in autumn"


def test_who_may_not_answer_is_never_suggested(ada: Player, ben: Player, gus: Player, within) -> None:
    with within(ada) as session:
        playlist = ask(session, ada, ben, audience="only_me").playlist
        eve, fay, hal = (join(session, name, Role.MEMBER) for name in ("Eve A", "Fay A", "Hal A"))
        department(session, ada, "Finance", eve, fay, hal)
        department(session, ada, "Legal", hal)
        playlist_grants.grant(session, playlist, Right.ADD, to=eve.member)
        playlist_grants.grant(session, playlist, Right.LISTEN, to=fay.member)
        found = covered(session, ada, playlist)
        assert suggested(found) == ["Eve"]
        assert [one.group.name for one in found.departments] == ["Finance"]
        assert suggested(covered(session, fay, playlist)) == []
        playlist_grants.grant(session, playlist, Right.ADD, to=gus.member)
        assert covered(session, gus, playlist).departments == []


def test_the_asker_and_who_answered_are_not_asked_again(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        playlist = ask(session, ada, ben).playlist
        department(session, ada, "Everybody", ada)
        assert suggested(covered(session, ben, playlist)) == []
        contribute(session, ada, playlist, Contribution.INPUT)
        assert covered(session, ben, playlist).departments[0].contributors == [ada.member]


def test_whom_i_asked_is_suggested_to_others_only(ada: Player, ben: Player, within) -> None:
    with within(ada) as session:
        playlist = ask(session, ada, ben).playlist
        eve = join(session, "Eve Arden", Role.MEMBER)
        department(session, ada, "Finance", eve)
        made = requests.ask(session, ada.member, eve.member, requests.Wish("What do you see?", playlist=playlist))
        assert suggested(covered(session, ada, playlist)) == []
        assert suggested(covered(session, ben, playlist)) == ["Eve"]
        made.withdrawn_at = now()
        assert suggested(covered(session, ada, playlist)) == ["Eve"]


def test_holders_of_a_right_are_those_who_have_it(ada: Player, ben: Player, gus: Player, within) -> None:
    """The policy read from the other side says the same as for each member alone."""
    with within(ada) as session:
        eve = join(session, "Eve A", Role.MEMBER)
        for audience in ("everyone_adds", "everyone_listens", "only_me"):
            playlist = playlists.create(session, ada.member, title="One", audience=audience)
            group = groups.create(session, ada.member, name=audience, kind=GroupKind.DEPARTMENT)
            groups.add(session, ada.member, group, eve.member)
            playlist_grants.grant(session, playlist, Right.ADD, to=group)
            playlist_grants.grant(session, playlist, Right.LISTEN, to=gus.member)
            everybody: list[Membership] = [one.member for one in (ada, ben, gus, eve)]
            for right in Right:
                held = {one.id for one in everybody if rights.includes(rights.right_on(session, one, playlist), right)}
                assert set(session.scalars(rights.holder_ids(playlist, right))) == held, (audience, right)
