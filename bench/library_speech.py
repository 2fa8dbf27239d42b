"""What is said in a generated library: transcripts with the time of every word, and what search sees of them."""

import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
from pgvector import HalfVector
from psycopg.types.json import Jsonb

from app.meaning import DIMENSIONS
from bench.library_shape import MS_A_WORD, SEGMENT_MS, Shape, Table, key
from bench.made_up import segments

SEGMENTS_A_PASSAGE = 3
TRANSCRIPT = (
    "id uuid, workspace_id uuid, recording_id uuid, model varchar, language varchar, finished_at timestamptz,"
    " version int4, listened jsonb"
)
SEGMENT = (
    "id uuid, workspace_id uuid, transcript_id uuid, track_id uuid, number int4, start_ms int4, end_ms int4,"
    " text varchar, language varchar, words jsonb, cut_words jsonb"
)
PASSAGE = (
    "id uuid, workspace_id uuid, track_id uuid, is_title bool, start_ms int4, end_ms int4, language varchar,"
    " text varchar, track_passages int4, embedding halfvec"
)
Row = tuple[Any, ...]


def speech(shape: Shape) -> Iterator[Table]:
    """Transcripts, segments and passages."""
    yield Table("transcript", TRANSCRIPT, (_transcript(shape, n) for n in range(shape.tracks)))
    yield Table("segment", SEGMENT, (row for n, talk in _talks(shape) for row in _segments(shape, n, talk)))
    yield Table("passage", PASSAGE, _passages(shape))


def _talks(shape: Shape) -> Iterator[tuple[int, list[list[str]]]]:
    """The number of each track and the words of its segments."""
    said = segments(sum(map(shape.segments_of, range(shape.tracks))))
    for n in range(shape.tracks):
        yield n, list(islice(said, shape.segments_of(n)))


def _transcript(shape: Shape, n: int) -> Row:
    ids = (key("transcript", n), shape.workspace_id, key("recording", n))
    return *ids, "bench", "en", shape.made_at(n), 1, Jsonb([])


def _segments(shape: Shape, n: int, talk: list[list[str]]) -> Iterator[Row]:
    for number, words in enumerate(talk):
        start = number * SEGMENT_MS
        timed = [[start + i * MS_A_WORD, start + (i + 1) * MS_A_WORD, word, 0.9] for i, word in enumerate(words)]
        ids = (uuid.uuid4(), shape.workspace_id, key("transcript", n), key("track", n))
        yield *ids, number, start, start + SEGMENT_MS, " ".join(words), "en", Jsonb(timed), Jsonb({})


def _passages(shape: Shape) -> Iterator[Row]:
    draw = np.random.default_rng(9)
    for n, talk in _talks(shape):
        vectors = _vectors(draw, max(len(talk) - 1, 1))
        yield uuid.uuid4(), shape.workspace_id, key("track", n), True, 0, 0, "en", f"Talk {n}", 1, None
        for first, vector in enumerate(vectors):
            some = talk[first : first + SEGMENTS_A_PASSAGE]
            said, span = " ".join(map(" ".join, some)), (first * SEGMENT_MS, (first + len(some)) * SEGMENT_MS)
            ids = (uuid.uuid4(), shape.workspace_id, key("track", n), False)
            yield *ids, *span, "en", said, len(vectors), HalfVector(vector)


def _vectors(draw: np.random.Generator, count: int) -> np.ndarray:
    """Of length one, around what the track is about."""
    vectors = draw.standard_normal((count, DIMENSIONS), np.float32) + draw.standard_normal(DIMENSIONS, np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
