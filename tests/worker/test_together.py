"""Together: who is heard with whom. The model here says how many windows it was given at once."""

import time
from concurrent.futures import Future
from threading import Event

import numpy as np
import pytest

from worker.heard import Heard
from worker.together import Asked, Encoded, Together


class Model:
    """Hears each window as its own length; waits at the gate, and notes what it was given."""

    def __init__(self) -> None:
        self.gate, self.began = Event(), Event()
        self.batches: list[list[int]] = []

    def hear(self, encoded: Encoded, lengths: list[int], language: str, hotwords: str | None) -> list[Heard]:
        assert len(encoded) == len(lengths)
        self.batches.append([*lengths])
        self.began.set()
        assert self.gate.wait(10)
        if 13 in lengths:
            raise ValueError("the model broke")
        return [Heard([], float(length), 0.0) for length in lengths]


def asked(length: int, language: str = "en", hotwords: str | None = None) -> Asked:
    return Asked(np.zeros((2, 2), np.float32), length, language, hotwords)


def answers(*futures: "Future[Heard]") -> list[float]:
    return [future.result(10).average_logprob for future in futures]


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def busy(model: Model) -> Together:
    """Its model is in the middle of a batch of one window, so that what is asked now must wait."""
    together = Together(model.hear, windows_max=4)
    together.ask(asked(1))
    assert model.began.wait(10)
    return together


def test_what_waits_is_heard_at_once_and_everybody_gets_their_own(model: Model, busy: Together) -> None:
    waiting = [busy.ask(asked(length)) for length in (2, 3, 4)]
    model.gate.set()
    assert answers(*waiting) == [2, 3, 4]
    assert model.batches == [[1], [2, 3, 4]]


def test_other_languages_and_other_hotwords_go_by_themselves_in_turn(model: Model, busy: Together) -> None:
    english, german = asked(2), asked(3, language="de")
    futures = [busy.ask(one) for one in (english, german, asked(4), asked(5, hotwords="Windmill"))]
    model.gate.set()
    assert answers(*futures) == [2, 3, 4, 5]
    assert model.batches == [[1], [2, 4], [3], [5]]


def test_a_batch_has_its_limit(model: Model, busy: Together) -> None:
    futures = [busy.ask(asked(length)) for length in range(20, 26)]
    model.gate.set()
    answers(*futures)
    assert model.batches == [[1], [20, 21, 22, 23], [24, 25]]


def test_replicas_that_have_nothing_to_do_share_what_waits(model: Model) -> None:
    together = Together(model.hear, windows_max=16, replicas=2)
    with together._changed:
        futures = [together.ask(asked(length)) for length in (1, 2, 3, 4, 5)]
    while len(model.batches) < 2:
        time.sleep(0.01)
    model.gate.set()
    assert answers(*futures) == [1, 2, 3, 4, 5]
    assert sorted(model.batches) == [[1, 2, 3], [4, 5]]


def test_an_error_is_told_to_all_it_struck_and_the_next_are_heard(model: Model, busy: Together) -> None:
    struck = [busy.ask(asked(13)), busy.ask(asked(2))]
    model.gate.set()
    for future in struck:
        with pytest.raises(ValueError, match="the model broke"):
            future.result(10)
    assert answers(busy.ask(asked(3))) == [3]
