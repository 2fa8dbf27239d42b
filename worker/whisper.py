"""The speech model itself, in the only file importing faster-whisper: find speech, encode, tell languages, hear words.

Works on whole windows at 16 kHz; times are seconds within the window. What it is used for stands in hearing.py.
"""

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens, merge_punctuations
from faster_whisper.vad import VadOptions, get_speech_timestamps
from numpy.typing import NDArray

from worker.heard import Heard, TimedWord
from worker.together import Asked, Encoded, Together
from worker.windows import SAMPLE_RATE, Piece

Sound = NDArray[np.float32]
# Of the encoder, and in a window of 30 s.
FRAMES_PER_SECOND, FRAMES_MAX = 50, 1500
# Silence that is encoded behind speech, so that the last word sounds like one: docs/performance.md.
PAUSE_SECONDS = 1
# faster-whisper's own: what belongs to the next word, and what to the word before.
OPENING, CLOSING = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"
# More threads than this make Whisper slower, not faster (faster-whisper issues 965 and 1397).
THREADS_MAX = 8
# Small steps keep one thread busy, and make two wait for each other: each replica has its share of the threads.
REPLICAS = 2
# Windows that go through the decoder at once. More help little: docs/performance.md.
WINDOWS_CPU, WINDOWS_GPU = 16, 32
# VAD never gives an unbroken stretch that would not fit a window.
SPEECH = VadOptions(
    min_silence_duration_ms=200, speech_pad_ms=200, min_speech_duration_ms=100, max_speech_duration_s=29
)


class Whisper:
    """A loaded model. Safe to share between threads, which then hear together."""

    def __init__(
        self, place: str, *, device: str, compute_type: str, threads: int, beam_size: int, windows_at_once: int = 0
    ) -> None:
        threads = threads or min(len(os.sched_getaffinity(0)), THREADS_MAX)
        on_gpu = _is_gpu(device)
        replicas = 1 if on_gpu else min(REPLICAS, threads)
        self._model = WhisperModel(
            place,
            device=device,
            compute_type=_compute_type(compute_type, on_gpu=on_gpu),
            cpu_threads=threads // replicas,
            num_workers=replicas,
        )
        self._beam_size = beam_size
        self._encoders = ThreadPoolExecutor(replicas, thread_name_prefix="encode")
        self._silence = None if self.is_on_gpu else self._encode([np.zeros(SAMPLE_RATE, np.float32)], FRAMES_MAX)[0]
        windows = windows_at_once or (WINDOWS_GPU if self.is_on_gpu else WINDOWS_CPU)
        self._together = Together(self._hear, windows, replicas=replicas)

    @property
    def is_multilingual(self) -> bool:
        return bool(self._model.model.is_multilingual)

    @property
    def is_on_gpu(self) -> bool:
        return str(self._model.model.device) == "cuda"

    def find_speech(self, sound: Sound) -> list[Piece]:
        """Where somebody speaks. Silence, noise and music give nothing."""
        return [Piece(found["start"], found["end"]) for found in get_speech_timestamps(sound, SPEECH)]

    def encode(self, sounds: Sequence[Sound]) -> Encoded:
        """What the model makes of each window, once for all: (windows, 1500 frames of 20 ms, width).

        A processor encodes a window as far as somebody speaks, and takes for the rest what it once made of silence.
        """
        if self._silence is None:
            return self._encode(sounds, FRAMES_MAX)
        return np.stack([*self._encoders.map(partial(self._encode_spoken, silence=self._silence), sounds)])

    def _encode_spoken(self, sound: Sound, *, silence: Encoded) -> Encoded:
        seconds = -(-len(sound) // SAMPLE_RATE) + PAUSE_SECONDS
        (spoken,) = self._encode([sound], min(seconds * FRAMES_PER_SECOND, FRAMES_MAX))
        return np.concatenate([spoken, silence[len(spoken) :]])

    def _encode(self, sounds: Sequence[Sound], frames: int) -> Encoded:
        """As many frames of each, the missing ones silent. Two frames of the spectrum become one."""
        extract = self._model.feature_extractor
        features = np.stack([pad_or_trim(extract(sound)[..., :-1], 2 * frames) for sound in sounds])
        encoded = self._model.model.encode(_storage(features), to_cpu=True)
        return np.asarray(encoded.to(ctranslate2.DataType.float32))

    def likelihoods(self, encoded: Encoded, start: int, end: int) -> dict[str, float]:
        """How likely each language is between two samples of one encoded window.

        The decoder is shown only those frames; that costs a hundredth of encoding the stretch on its own.
        """
        frames = SAMPLE_RATE // FRAMES_PER_SECOND
        shown = encoded[None, start // frames : max(-(-end // frames), start // frames + 1)]
        found = self._model.model.detect_language(_storage(shown))[0]
        return {token[2:-2]: float(probability) for token, probability in found}

    def hear(self, encoded: Encoded, length: int, language: str, hotwords: str | None) -> "Future[Heard]":
        """The words of a window, heard together with what else is asked. `length` in samples."""
        return self._together.ask(Asked(encoded, length, language, hotwords))

    def _hear(self, encoded: Encoded, lengths: Sequence[int], language: str, hotwords: str | None) -> list[Heard]:
        tokenizer = self._tokenizer(language)
        storage = _storage(encoded)
        prompt = self._model.get_prompt(tokenizer, [], without_timestamps=True, hotwords=hotwords)
        results = self._model.model.generate(
            storage,
            [prompt] * len(lengths),
            beam_size=self._beam_size,
            max_length=self._model.max_length,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
        )
        tokens = [result.sequences_ids[0] for result in results]
        frames = [length * 2 * FRAMES_PER_SECOND // SAMPLE_RATE for length in lengths]
        aligned = self._model.find_alignment(tokenizer, tokens, storage, frames)
        return [
            Heard(_words(words, length / SAMPLE_RATE), _average(result), result.no_speech_prob)
            for words, result, length in zip(aligned, results, lengths, strict=True)
        ]

    def hear_carefully(self, sound: Sound, language: str, hotwords: str | None) -> Heard:
        """One window again, with time marks and warmer tries: slow, but loses less and escapes from loops."""
        segments, _ = self._model.transcribe(
            sound,
            language=language,
            beam_size=max(self._beam_size, 5),
            word_timestamps=True,
            condition_on_previous_text=False,
            hotwords=hotwords,
        )
        said = list(segments)
        words = [TimedWord(w.start, w.end, w.word, w.probability) for one in said for w in one.words or []]
        worst = min((one.avg_logprob for one in said), default=-9.0)
        return Heard(words, worst, max((one.no_speech_prob for one in said), default=1.0))

    def _tokenizer(self, language: str) -> Tokenizer:
        model = self._model
        return Tokenizer(model.hf_tokenizer, self.is_multilingual, task="transcribe", language=language)


def _is_gpu(device: str) -> bool:
    return device == "cuda" or (device == "auto" and ctranslate2.get_cuda_device_count() > 0)


def _compute_type(wanted: str, *, on_gpu: bool) -> str:
    """int8 on a processor: half the time and a quarter of the memory for the same words."""
    if wanted != "default":
        return wanted
    return "float16" if on_gpu else "int8"


def _storage(array: NDArray[np.float32]) -> Any:
    return ctranslate2.StorageView.from_array(np.ascontiguousarray(array))


def _average(result: Any) -> float:
    """Log probability of a token; the score leaves the end mark out of its length."""
    count = len(result.sequences_ids[0])
    return float(result.scores[0]) * count / (count + 1)


def _words(alignment: list[dict[str, Any]], longest: float) -> list[TimedWord]:
    merge_punctuations(alignment, OPENING, CLOSING)
    return [
        TimedWord(min(one["start"], longest), min(one["end"], longest), one["word"], float(one["probability"]))
        for one in alignment
        if one["word"].strip()
    ]
