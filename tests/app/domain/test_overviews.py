"""The overview of a problem: which sentences stand for a track, and in which order the answers stand."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from app import meaning
from app.domain import acceptances, outcomes, passages, playlists, problems
from app.domain.key_sentences import key_sentences
from app.domain.overviews import overview
from app.models import Contribution, OutcomeResult
from tests.app.domain.problem import ask, contribute
from tests.cast import Player
from tests.tracks import make_track

NEAR, FAR = "This is about the question that was asked here today.", "Something else is told in this sentence here."


def vector(said: str) -> np.ndarray:
    made = np.zeros(meaning.DIMENSIONS, np.float32)
    made[0] = said.count("question") / 3
    return made


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    meaning.vector_of.cache_clear()
    yield
    meaning.vector_of.cache_clear()


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "embed", lambda texts: np.stack([vector("question question question")] * len(texts)))


def test_sentences_nearest_to_the_question_stand_in_order_of_time(ada: Player, within, model: None) -> None:
    said = [FAR] * 24
    said[4], said[5], said[18] = NEAR, NEAR, NEAR
    with within(ada) as session:
        track = make_track(session, ada, says=tuple(said))
        windows = {row: vector(row) for row in passages.texts(passages._segments(session, track))}
        passages.build(session, track, windows)
        found = key_sentences(session, [track.id], "the question")[track.id]
    assert len(found) == 3
    assert [one.start_ms for one in found] == sorted(one.start_ms for one in found)
    assert sum(NEAR in one.text for one in found) == 2
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(found))


def test_without_the_model_the_first_sentences_stand_in(ada: Player, within, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "embed", lambda _: None)
    with within(ada) as session:
        track = make_track(session, ada, says=("and then", FAR, NEAR, FAR, "So we stopped"))
        silent = make_track(session, ada)
        found = key_sentences(session, [track.id, silent.id], "the question")
    assert list(found) == [track.id]
    assert [(one.start_ms, one.text[:10]) for one in found[track.id]] == [(0, "… and then")]


def test_accepted_solutions_come_first_and_the_spoken_problem_is_no_answer(
    ada: Player, ben: Player, within, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meaning, "embed", lambda _: None)
    with within(ada) as session:
        playlist = ask(session, ada, ben).playlist
        for kind in (Contribution.OPINION, Contribution.INPUT, None, Contribution.SOLUTION):
            contribute(session, ben, playlist, kind, title=str(kind))
        asked = contribute(session, ada, playlist, None, title="The problem")
        problems.say(session, ada.member, playlist, playlists.get(session, ada.member, playlist.id).items[-1].track)
        playlist = playlists.get(session, ada.member, playlist.id)
        accepted = playlist.items[4]
        acceptances.accept(session, ada.member, playlist, accepted)
        outcomes.leave(session, ada.member, playlist, accepted, result=OutcomeResult.WORKED)
        outcomes.leave(session, ben.member, playlist, accepted, result=OutcomeResult.DID_NOT)
        found = overview(session, playlist)
    assert [one.item.id for one in found.solutions] == [accepted.id, playlist.items[0].id]
    assert (len(found.solutions[0].outcomes), found.solutions[0].worked_count) == (2, 1)
    assert found.solutions[0].sentences
    assert [one.item.track.title for one in (*found.opinions, *found.inputs, *found.others)] == [
        "opinion",
        "input",
        "None",
    ]
    assert asked.id not in {one.item.id for one in found.others}


@pytest.mark.model
def test_the_real_model_finds_what_answers(ada: Player, within) -> None:
    told = (
        "Good morning, this is Ada from the second floor.",
        "Last summer I was mostly busy with the boats.",
        "Customers cancel because nobody explains the software to the new staff.",
        "So the knowledge leaves the shop, and then the shop leaves us.",
        "By the way, lunch is at one today.",
        "And the weather was lovely all week long.",
    )
    with within(ada) as session:
        track = make_track(session, ada, says=told)
        passages.build(session, track, meaning.vectors_of(passages.texts(passages._segments(session, track))))
        found = key_sentences(session, [track.id], "Why do customers leave after the first year?")[track.id]
    assert [told[2] in one.text for one in found] == [True]
