"""Together: what waits to be heard goes through the speech model at once, from whichever tracks it comes.

    track A ─ encode ─ ask ─┐              ┌─▶ words of A
    track B ─ encode ─ ask ─┼─▶ one batch ─┼─▶ words of B
    track C ─ encode ─ ask ─┘              └─▶ words of C

For each word the decoder reads all its weights, for sixteen windows in the time of a few. A track alone goes alone.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
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
    """One window. Only what shares language and hotwords can be heard together."""

    encoded: Encoded
    length: int
    language: str
    hotwords: str | None
    answer: "Future[Heard]" = field(default_factory=Future)

    def goes_with(self, other: "Asked") -> bool:
        return (self.language, self.hotwords) == (other.language, other.hotwords)


class Together:
    """As many batches at a time as the model has replicas, of at most `windows_max` windows; the oldest goes first."""

    def __init__(self, hear: Hear, windows_max: int, *, replicas: int = 1) -> None:
        self._hear, self._windows_max = hear, windows_max
        self._changed = Condition()
        self._asked: list[Asked] = []
        self._idle = replicas
        for _ in range(replicas):
            Thread(target=self._serve, name="model", daemon=True).start()

    def ask(self, asked: Asked) -> "Future[Heard]":
        """What was heard, some time later. What the model raises is raised for all of a batch."""
        with self._changed:
            self._asked.append(asked)
            self._changed.notify()
        return asked.answer

    def _serve(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._asked)
                batch = self._next()
                self._idle -= 1
                self._changed.notify()
            self._answer(batch)
            with self._changed:
                self._idle += 1

    def _next(self) -> list[Asked]:
        """What goes with the oldest; a fair share of it, when other replicas have nothing to do."""
        fitting = [one for one in self._asked if one.goes_with(self._asked[0])]
        batch = fitting[: min(-(-len(fitting) // self._idle), self._windows_max)]
        self._asked = [one for one in self._asked if one not in batch]
        return batch

    def _answer(self, batch: list[Asked]) -> None:
        first = batch[0]
        try:
            encoded, lengths = np.stack([one.encoded for one in batch]), [one.length for one in batch]
            for one, heard in zip(batch, self._hear(encoded, lengths, first.language, first.hotwords), strict=True):
                one.answer.set_result(heard)
        except BaseException as error:
            for one in batch:
                if not one.answer.done():
                    one.answer.set_exception(error)
