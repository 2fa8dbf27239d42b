"""Together: what waits to be heard goes through the speech model at once, from whichever tracks it comes.

    track A ─ encode ─ hear ─┐              ┌─▶ words of A
    track B ─ encode ─ hear ─┼─▶ one batch ─┼─▶ words of B
    track C ─ encode ─ hear ─┘              └─▶ words of C

For each word the decoder reads all its weights, for sixteen windows in the time of a few. A track alone goes alone.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Thread

import numpy as np
from numpy.typing import NDArray

from worker.heard import Heard

Encoded = NDArray[np.float32]
# Encoded windows, their lengths in samples, the language, and words to expect.
Hear = Callable[[Encoded, Sequence[int], str, str | None], list[Heard]]


@dataclass(frozen=True, eq=False)
class Asked:
    """Windows of one track. Only what shares language and hotwords can be heard together."""

    encoded: Encoded
    lengths: Sequence[int]
    language: str
    hotwords: str | None
    answer: "Future[list[Heard]]" = field(default_factory=Future)

    def goes_with(self, other: "Asked") -> bool:
        return (self.language, self.hotwords) == (other.language, other.hotwords)


class Together:
    """One batch at a time, of at most `windows_max` windows unless somebody asks for more; the oldest goes first."""

    def __init__(self, hear: Hear, windows_max: int) -> None:
        self._hear, self._windows_max = hear, windows_max
        self._changed = Condition()
        self._asked: list[Asked] = []
        self._preparing = 0
        Thread(target=self._serve, name="model", daemon=True).start()

    @contextmanager
    def preparing(self) -> Iterator[None]:
        """Around what ends in asking: those who asked already wait for it, so that a batch is as full as it can be."""
        with self._changed:
            self._preparing += 1
        try:
            yield
        finally:
            with self._changed:
                self._preparing -= 1
                self._changed.notify()

    def ask(self, asked: Asked) -> "Future[list[Heard]]":
        """What was heard in each window, some time later. What the model raises is raised for all of a batch."""
        with self._changed:
            self._asked.append(asked)
            self._changed.notify()
        return asked.answer

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._is_time)
                batch = self._next()
            self._answer(batch)

    def _is_time(self) -> bool:
        waiting = sum(len(one.lengths) for one in self._asked)
        return waiting > 0 and (self._preparing == 0 or waiting >= self._windows_max)

    def _next(self) -> list[Asked]:
        batch = [self._asked.pop(0)]
        room = self._windows_max - len(batch[0].lengths)
        for one in [*self._asked]:
            if one.goes_with(batch[0]) and len(one.lengths) <= room:
                batch.append(one)
                self._asked.remove(one)
                room -= len(one.lengths)
        return batch

    def _answer(self, batch: list[Asked]) -> None:
        first = batch[0]
        try:
            lengths = [length for one in batch for length in one.lengths]
            heard = iter(
                self._hear(np.concatenate([one.encoded for one in batch]), lengths, first.language, first.hotwords)
            )
            for one in batch:
                one.answer.set_result([next(heard) for _ in one.lengths])
        except BaseException as error:
            for one in batch:
                if not one.answer.done():
                    one.answer.set_exception(error)
