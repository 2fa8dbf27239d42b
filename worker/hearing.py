"""Hearing: a batch of windows through the model, each piece in its own language, with a second try where it failed."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from worker import languages
from worker.heard import Heard, TimedWord
from worker.sentences import Word
from worker.windows import SAMPLE_RATE, WINDOW_MAX, Samples, Window, as_float, pack, pieces, split

if TYPE_CHECKING:
    # Its library takes seconds to load, which a worker that normalises need not wait for.
    from worker.whisper import Whisper

SLICE = 300 * SAMPLE_RATE
# The first sentences should be readable soon.
FIRST_SLICE, FIRST_WINDOW = 60 * SAMPLE_RATE, 20 * SAMPLE_RATE

# Thresholds of OpenAI's Whisper.
GARBLED_LOGPROB, GARBLED_REPETITION, NOTHING_SAID = -1.0, 2.4, 0.6
# Speech that no word covers for so long was probably skipped.
SKIPPED_SECONDS, WORD_MAX_SECONDS = 2.0, 1.5

# Below this the likeliest language is a guess: frames at the edge of a window often name a rare one.
TELLING = 0.5

NOTHING = Heard([], 0.0, 1.0)
Encoded = NDArray[np.float32]
Asking = tuple[Window, "Future[Heard]"]


def speech_windows(whisper: "Whisper", samples: Samples) -> Iterator[list[Window]]:
    """All speech as windows, slice by slice, so that three hours take no more memory than five minutes."""
    start, length = 0, FIRST_SLICE
    while start < len(samples):
        end = min(start + length, len(samples))
        speech = [piece.moved(start) for piece in whisper.find_speech(as_float(samples[start:end]))]
        windows = pack(pieces(speech), FIRST_WINDOW if start == 0 else WINDOW_MAX)
        start, length = end, SLICE
        if end < len(samples):
            windows, start = _leave_rest(windows, end)
        yield windows


def _leave_rest(windows: list[Window], end: int) -> tuple[list[Window], int]:
    """The last window is not full yet, and its last word may be cut: the next slice begins with it."""
    if len(windows) > 1:
        return windows[:-1], windows[-1].pieces[0].start
    if windows and windows[0].end > end - SAMPLE_RATE and len(windows[0].pieces) > 1:
        whole = windows[0].pieces
        return [Window(whole[:-1])], whole[-1].start
    return windows, end


def ask(
    whisper: "Whisper", samples: Samples, windows: list[Window], hotwords: str | None, before: str | None
) -> list[Asking]:
    """These windows in order, each with what will be heard in it. `before`: the language spoken just before."""
    return [
        (window, whisper.hear(encoded, window.length, window.language or "en", hotwords))
        for window, encoded in _by_language(whisper, samples, windows, before)
    ]


def hear(whisper: "Whisper", samples: Samples, asked: list[Asking], hotwords: str | None) -> Iterator[Word]:
    """Everything said in them, in order."""
    for window, answer in asked:
        yield from _checked(whisper, samples, window, answer.result(), hotwords)


def _timed(window: Window, heard: Heard) -> list[Word]:
    """The words in the time of the recording."""
    return [
        Word(*window.span_ms(word.start, word.end), word.text, round(word.probability, 3), window.language)
        for word in heard.words
    ]


def _by_language(
    whisper: "Whisper", samples: Samples, windows: list[Window], before: str | None
) -> Iterator[tuple[Window, Encoded]]:
    encoded = whisper.encode([window.sound(samples) for window in windows])
    spoken = _languages(whisper, windows, encoded, before)
    for window, one in zip(windows, encoded, strict=True):
        runs = split(window, [spoken.pop(0) for _ in window.pieces])
        if len(runs) == 1:
            yield runs[0], one
        else:
            yield from zip(runs, whisper.encode([run.sound(samples) for run in runs]), strict=True)


def _languages(whisper: "Whisper", windows: Sequence[Window], encoded: Encoded, before: str | None) -> list[str]:
    """The language of every piece of all windows, in order."""
    if not whisper.is_multilingual:
        return ["en"] * sum(len(window.pieces) for window in windows)
    votes = [vote for pair in zip(windows, encoded, strict=True) for vote in _votes(whisper, *pair)]
    return languages.path(votes, before)


def _votes(whisper: "Whisper", window: Window, encoded: Encoded) -> Iterator[tuple[float, languages.Likelihoods]]:
    """Seconds and likelihoods of each piece. One that cannot tell takes the word of the whole window."""
    own = [
        whisper.likelihoods(encoded, offset, offset + piece.length)
        for piece, offset in zip(window.pieces, window.offsets, strict=False)
    ]
    are_telling = [max(one.values()) >= TELLING for one in own]
    whole = {} if all(are_telling) else whisper.likelihoods(encoded, 0, WINDOW_MAX)
    for piece, one, is_telling in zip(window.pieces, own, are_telling, strict=True):
        yield piece.length / SAMPLE_RATE, one if is_telling else whole


def _checked(whisper: "Whisper", samples: Samples, window: Window, heard: Heard, hotwords: str | None) -> list[Word]:
    """The words of a window, with what was skipped heard on its own and so, perhaps, in another language."""
    heard = _settled(whisper, samples, window, heard, hotwords)
    words = _timed(window, heard)
    for stretch in _skipped(window, heard):
        for part, encoded in _by_language(whisper, samples, [stretch], None):
            again = whisper.hear(encoded, part.length, part.language or "en", hotwords).result()
            words += _timed(part, _settled(whisper, samples, part, again, hotwords))
    return sorted(words, key=lambda word: word.start_ms)


def _settled(whisper: "Whisper", samples: Samples, window: Window, heard: Heard, hotwords: str | None) -> Heard:
    """What is believed: a garbled window is heard once more with care, and one without speech says nothing."""
    if _is_garbled(heard) and not _is_nothing(heard):
        heard = whisper.hear_carefully(window.sound(samples), window.language or "en", hotwords)
    return NOTHING if _is_nothing(heard) else heard


def _is_nothing(heard: Heard) -> bool:
    return heard.no_speech_probability > NOTHING_SAID and heard.average_logprob < GARBLED_LOGPROB


def _is_garbled(heard: Heard) -> bool:
    return heard.average_logprob < GARBLED_LOGPROB or heard.repetition > GARBLED_REPETITION


def _skipped(window: Window, heard: Heard) -> list[Window]:
    """Stretches of speech that got no words. Pauses are already left out of a window's time."""
    gaps, covered = [], 0.0
    for word in [*heard.words, TimedWord(window.length / SAMPLE_RATE, window.length / SAMPLE_RATE, "", 1)]:
        if word.start - covered > SKIPPED_SECONDS:
            gaps.append(window.between(covered, word.start))
        covered = max(covered, min(word.end, word.start + WORD_MAX_SECONDS))
    return gaps
