"""A transcriber that says what it is told to: held to the same contract as the real one by test_contract.py."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from app.domain.transcripts import Spoken
from worker.transcriber import Progress
from worker.windows import SAMPLE_RATE, Samples

SENTENCE_MS = 4_000
LOUD = 0.01


@dataclass
class ScriptedTranscriber:
    """One sentence for every four seconds that are not silent. `before` runs ahead of each, and may raise or wait."""

    lines: Sequence[str] = ("We send the bill on the first.", "Then we wait a week.", "Ask Ben when it is late.")
    model: str = "scripted"
    before: Callable[[int], None] = lambda number: None
    asked: list[list[str]] = field(default_factory=list)

    def transcribe(self, samples: Samples, *, vocabulary: Sequence[str], progress: Progress) -> Iterator[Spoken]:
        self.asked.append([*vocabulary])
        step = SENTENCE_MS * SAMPLE_RATE // 1000
        for number, start in enumerate(range(0, len(samples), step)):
            self.before(number)
            if _is_loud(samples[start : start + step]):
                yield self._sentence(number, len(samples) * 1000 // SAMPLE_RATE)
            progress(min((start + step) / len(samples), 1.0))
        progress(1.0)

    def _sentence(self, number: int, longest_ms: int) -> Spoken:
        start_ms, text = number * SENTENCE_MS, self.lines[number % len(self.lines)]
        end_ms = min(start_ms + SENTENCE_MS - 200, longest_ms)
        words = text.split()
        marks = [start_ms + (end_ms - start_ms) * place // len(words) for place in range(len(words) + 1)]
        timed: list[list[float | int | str]] = [
            [marks[place], marks[place + 1], word if place == 0 else f" {word}", 0.9]
            for place, word in enumerate(words)
        ]
        return Spoken(start_ms, end_ms, text, "en", timed)


def _is_loud(samples: Samples) -> bool:
    whole = 32_768 if samples.dtype == np.int16 else 1
    return bool(samples.size) and float(np.abs(np.asarray(samples, np.float32)).max()) / whole > LOUD
