"""Made-up talks for the speed bench: words as common and as rare as in speech, and queries of five classes."""

import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import psycopg
from sqlalchemy import text
from sqlmodel import Session

from app import meaning
from app.domain import playlists, recordings, transcripts
from app.models import Playlist
from bench.search_corpus import MS_A_WORD, Bench

WORDS_A_SEGMENT = 13
VOCABULARY = 50_000
SYLLABLES = re.findall("..", "bakoritelomavisudrapequizonihegatusfecoapol")
TALKS_A_COMMIT = 50
QUERIES_EACH = 40


@dataclass(frozen=True)
class Talk:
    title: str
    segments: list[str]


def made_up(count: int, *, segments_each: int) -> list[Talk]:
    """The n-th most common word is said 1/n as often as the first, as in real speech."""
    draw = random.Random(7)
    words = _vocabulary(draw)
    chances = 1 / np.arange(3, len(words) + 3)
    said = np.random.default_rng(7).choice(
        len(words), size=(count, segments_each, WORDS_A_SEGMENT), p=chances / chances.sum()
    )
    return [
        Talk(f"Talk about {draw.choice(words)}", [" ".join(words[one] for one in segment) for segment in talk])
        for talk in said
    ]


def queries(talks: list[Talk]) -> dict[str, list[str]]:
    """Forty for each class."""
    draw = random.Random(8)
    counts = Counter(word for talk in talks for segment in talk.segments for word in segment.split())
    ranked = [word for word, _ in counts.most_common()]
    rare = [word for word in ranked if 3 <= counts[word] <= 30]
    middle, common = ranked[100:3_000], ranked[:30]
    makers = {
        "rare word": lambda: draw.choice(rare),
        "common word": lambda: draw.choice(common),
        "AND and phrase": lambda: draw.choice([_phrase(draw, talks), f"{draw.choice(middle)} {draw.choice(middle)}"]),
        "question": lambda: (
            f"how does the {draw.choice(middle)} {draw.choice(common)} get {draw.choice(common)} "
            f"to {draw.choice(rare)} with {draw.choice(middle)}?"
        ),
        "beginning, typo": lambda: draw.choice([draw.choice(middle)[:4], _typo(draw, draw.choice(middle))]),
    }
    return {name: [make() for _ in range(QUERIES_EACH)] for name, make in makers.items()}


def fill(place: Bench, talks: list[Talk]) -> None:
    """Write what the application would have written, in bulk; the index of vectors is made at the end."""
    _as_owner("drop index ix_passage_embedding")
    for first in range(0, len(talks), TALKS_A_COMMIT):
        with place.session() as session:
            shared = playlists.create(session, place.actor, title=f"Playlist {first}")
            _add(session, place, shared, talks[first : first + TALKS_A_COMMIT])
    _as_owner(
        "set maintenance_work_mem = '1GB'; create index ix_passage_embedding on passage "
        "using hnsw (embedding halfvec_ip_ops)"
    )
    _as_owner("vacuum analyze")


def _vocabulary(draw: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(draw.choices(SYLLABLES, k=draw.randint(2, 5)))] = None
    return list(words)


def _phrase(draw: random.Random, talks: list[Talk]) -> str:
    words = draw.choice(draw.choice(talks).segments).split()
    return f'"{words[3]} {words[4]}"'


def _typo(draw: random.Random, word: str) -> str:
    place = draw.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _as_owner(statements: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for statement in statements.split(";"):
            connection.execute(statement.encode())


def _add(session: Session, place: Bench, shared: Playlist, talks: list[Talk]) -> None:
    made = []
    for talk in talks:
        recording = recordings.begin(session, place.actor, mime_type="audio/webm", title=talk.title, playlist=shared)
        made.append((talk, recording.track_id, transcripts.begin(session, recording, model="bench").id))
    ms = WORDS_A_SEGMENT * MS_A_WORD
    rows = [
        (track_id, transcript_id, number, number * ms, (number + 1) * ms, segment)
        for talk, track_id, transcript_id in made
        for number, segment in enumerate(talk.segments)
    ]
    session.execute(text(SEGMENTS), _columns(rows, "tracks transcripts numbers starts ends texts", place))
    windows = list(_windows(made, ms))
    session.execute(text(PASSAGES), _columns(windows, "tracks starts ends texts counts vectors", place))


def _windows(made: list[tuple[Talk, object, object]], ms: int) -> Iterator[tuple[object, ...]]:
    rng = np.random.default_rng(9)
    for talk, track_id, _ in made:
        topic = rng.normal(size=meaning.DIMENSIONS)
        for first in range(len(talk.segments) - 1):
            vector = topic + rng.normal(size=meaning.DIMENSIONS)
            vector /= np.linalg.norm(vector)
            said = " ".join(talk.segments[first : first + 3])
            shown = "[" + ",".join(f"{one:.4f}" for one in vector) + "]"
            yield track_id, first * ms, (first + 3) * ms, said, len(talk.segments) - 1, shown


def _columns(rows: list[tuple[object, ...]], names: str, place: Bench) -> dict[str, object]:
    columns = dict(zip(names.split(), map(list, zip(*rows, strict=True)), strict=True))
    return {"workspace": place.actor.workspace_id, **columns}


SEGMENTS = """
    insert into segment (id, workspace_id, track_id, transcript_id, number, start_ms, end_ms, text, language, words)
    select gen_random_uuid(), :workspace, one.track, one.transcript, one.number, one.starts, one.ends, one.said,
        'en', '[]'
    from unnest(cast(:tracks as uuid[]), cast(:transcripts as uuid[]), cast(:numbers as int[]), cast(:starts as int[]),
        cast(:ends as int[]), cast(:texts as text[])) as one (track, transcript, number, starts, ends, said)
"""
PASSAGES = """
    insert into passage
        (id, workspace_id, track_id, is_title, start_ms, end_ms, language, text, track_passages, embedding)
    select gen_random_uuid(), :workspace, one.track, false, one.starts, one.ends, 'en', one.said, one.count,
        cast(one.vector as halfvec)
    from unnest(cast(:tracks as uuid[]), cast(:starts as int[]), cast(:ends as int[]), cast(:texts as text[]),
        cast(:counts as int[]), cast(:vectors as text[])) as one (track, starts, ends, said, count, vector)
"""
