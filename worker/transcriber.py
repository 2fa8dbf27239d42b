"""Transcriber: speech in, timed sentences out, each in the language it was spoken in.

    samples ─ VAD ─▶ pieces ─ pack ─▶ windows ─ encode ─▶ language of each piece ─ hear ─▶ words ─▶ sentences
                                                   └─ two languages in one window: split it, encode again

Several windows go through the model at once. One that comes back thin or garbled is heard again on its own, slowly.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.domain.transcripts import Spoken
from worker.hearing import Asking, ask, hear, speech_windows
from worker.sentences import Sentence, Word, sentences, text
from worker.windows import Samples, Window

if TYPE_CHECKING:
    from worker.whisper import Whisper

# Windows that go through the model together; the first batch is small, so that the first words are readable soon.
BATCHES_CPU, BATCHES_GPU = (1, 8), (4, 16)

Progress = Callable[[float], None]
Thing = TypeVar("Thing")


class Transcriber(Protocol):
    """The one boundary to a speech model."""

    @property
    def model(self) -> str:
        """The model's name, as a transcript records it."""

    def transcribe(self, samples: Samples, *, vocabulary: Sequence[str], progress: Progress) -> Iterator[Spoken]:
        """Sentences in order, as they are understood. `samples`: mono, 16 kHz, int16 or float from −1 to 1.

        `progress` is told the share of the sound that is done, 0–1. Silence and noise give no sentence at all.
        """


class WhisperTranscriber:
    """The real one. The model is loaded when the first sound arrives, once."""

    def __init__(self, model: str, load: Callable[[], "Whisper"]) -> None:
        self._name, self._load = model, load
        self._lock = Lock()
        self._loaded: Whisper | None = None

    @property
    def model(self) -> str:
        return self._name

    @property
    def whisper(self) -> "Whisper":
        with self._lock:
            self._loaded = self._loaded or self._load()
        return self._loaded

    def transcribe(self, samples: Samples, *, vocabulary: Sequence[str], progress: Progress) -> Iterator[Spoken]:
        for sentence in sentences(self._words(samples, ", ".join(vocabulary) or None, progress)):
            yield _spoken(sentence)

    def _words(self, samples: Samples, hotwords: str | None, progress: Progress) -> Iterator[Word]:
        for asked in _ahead(self._asked(samples, hotwords)):
            yield from hear(self.whisper, samples, asked, hotwords)
            progress(asked[-1][0].end / len(samples))
        progress(1.0)

    def _asked(self, samples: Samples, hotwords: str | None) -> Iterator[list[Asking]]:
        """What the model was asked, batch by batch."""
        language = None
        for batch in self._batches(samples):
            asked = ask(self.whisper, samples, batch, hotwords, language)
            language = asked[-1][0].language
            yield asked

    def _batches(self, samples: Samples) -> Iterator[list[Window]]:
        """Windows in the order of time, as many at once as are worth it: few at first, so that words appear soon."""
        sizes = BATCHES_GPU if self.whisper.is_on_gpu else BATCHES_CPU
        number = 0
        for windows in speech_windows(self.whisper, samples):
            while windows:
                size = sizes[min(number, len(sizes) - 1)]
                yield windows[:size]
                windows, number = windows[size:], number + 1


def _ahead(things: Iterator[Thing]) -> Iterator[Thing]:
    """The same things, each made while the one before is used."""
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as pool:
        coming = pool.submit(next, things, None)
        while (thing := coming.result()) is not None:
            coming = pool.submit(next, things, None)
            yield thing


def _spoken(sentence: Sentence) -> Spoken:
    words: list[list[float | int | str]] = [
        [word.start_ms, word.end_ms, word.text, word.probability] for word in sentence
    ]
    words[0][2] = sentence[0].text.lstrip()
    return Spoken(sentence[0].start_ms, sentence[-1].end_ms, text(sentence), sentence[0].language, words)
