"""Meaning: texts as vectors, so that a question finds an answer in other words. all-MiniLM-L6-v2, int8, on the CPU.

Without its files search goes by words alone. Nothing is loaded before the first text.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, lru_cache
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray

from app.config import settings
from runtime.errors import WeightsProblem
from runtime.weights import minilm

DIMENSIONS = 384
TOKENS_MAX = 256
BATCH = 16
REMEMBERED = 1_000
# Questions that wait for their vectors do so in turn: each takes a core for some ten milliseconds.
AT_ONCE = 2
# A second thread would take a quarter off, and as much from the database, which looks for the words meanwhile.
THREADS = 1

Vector = NDArray[np.float32]
log = structlog.get_logger()
_loading = threading.Lock()


class Embedder:
    """Turns texts into vectors of length one. Safe to share between threads."""

    def __init__(self, model_path: str, tokenizer_path: str, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # An idle web process stays idle.
        self._session = onnxruntime.InferenceSession(model_path, options, providers=["CPUExecutionProvider"])
        self._inputs = {one.name for one in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(tokenizer_path)
        self._tokenizer.enable_truncation(TOKENS_MAX)
        self._tokenizer.enable_padding()

    def embed(self, texts: Sequence[str]) -> Vector:
        """One row of 384 per text, in the order given. Texts of like length go together: padding costs time."""
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        by_length = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for first in range(0, len(texts), BATCH):
            places = by_length[first : first + BATCH]
            vectors[places] = self._embed([texts[place] for place in places])
        return vectors

    def _embed(self, texts: list[str]) -> Vector:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([one.ids for one in encoded], np.int64)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        given: dict[str, Any] = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (hidden,) = self._session.run(None, {name: given[name] for name in self._inputs})
        weights = mask[:, :, None].astype(np.float32)
        summed: Vector = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
        unit: Vector = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return unit


def embedder() -> Embedder | None:
    """This process's embedder; None, told once in the log, when the model's files are missing."""
    with _loading:
        return _load()


def embed(texts: Sequence[str]) -> Vector | None:
    """Vectors of the texts; None when the model is missing."""
    one = embedder()
    return one.embed(texts) if one and texts else None


def vectors_of(texts: Sequence[str]) -> dict[str, Vector]:
    """Each text's vector; empty when the model is missing."""
    found = embed(texts)
    return {} if found is None else dict(zip(texts, found, strict=True))


def soon(text: str) -> "Future[Vector | None]":
    """One text's vector, made while something else is done; None when the model is missing."""
    return _beside().submit(_vector, text)


@lru_cache(maxsize=REMEMBERED)
def vector_of(text: str) -> Vector | None:
    """One text's vector; None when the model is missing. Remembered: a question stands on a page that many open."""
    return _vector(text)


def _vector(text: str) -> Vector | None:
    found = embed([text])
    return None if found is None else found[0]


def load_ahead(after_seconds: float = 0.0) -> None:
    """Load in the background, so that nobody's first search waits for it; not before so many seconds."""
    timer = threading.Timer(after_seconds, embedder)
    timer.name, timer.daemon = "load meaning", True
    timer.start()


@cache
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="meaning")


@cache
def _load() -> Embedder | None:
    try:
        model_path, tokenizer_path = minilm(settings().data)
        return Embedder(str(model_path), str(tokenizer_path), THREADS)
    except (WeightsProblem, OSError, ImportError) as error:
        log.warning("meaning model missing: search goes by words alone", reason=str(error))
        return None
