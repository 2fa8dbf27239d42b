"""How well search answers spoken questions: R@1, R@5, MRR@10 over Spoken-SQuAD, each asked through `search.find`."""

import json
import os
import re
import uuid
from pathlib import Path
from typing import Any

from sqlmodel import Session

from app import db, meaning
from app.domain import passages, recordings, search, transcripts
from app.domain.transcripts import Spoken
from app.models import Membership, Track
from bench.kit import Kit
from bench.row import Row
from bench.rows.search import enter

SET = "spoken-squad-dev.json"
TRACKS_A_COMMIT, HITS, MS_A_WORD = 25, 30, 400
# Every third question moves each figure by less than .01, and takes a third of the time. LORECAST_EVERY=1 asks all.
EVERY = int(os.environ.get("LORECAST_EVERY", "3"))
MUST, GOAL = (0.69, 0.88, 0.77), (0.75, 0.92, 0.83)
ROW = Row(
    "search quality",
    "R@1 · R@5 · MRR@10 on Spoken-SQuAD, 995 tracks" + (f", every {EVERY}rd question" if EVERY == 3 else ""),
    ".69 · .88 · .77",
    ".75 · .92 · .83",
)


def measure(kit: Kit) -> Row:
    given = json.loads((folder(kit) / SET).read_text())
    with kit.standing() as one:
        actor = enter(one)
        kit.say("995 spoken passages")
        tracks = load(actor, given["documents"])
        kit.say("asking")
        ranks = [rank(actor, asked["q"], tracks[asked["doc"]]) for asked in given["questions"][::EVERY]]
        db.engine().dispose()
        db.engine.cache_clear()
    reached = at(ranks, 1), at(ranks, 5), mean_reciprocal(ranks)
    return ROW.measured(
        " · ".join(f"{one:.3f}".removeprefix("0") for one in reached),
        holds=all(one >= least for one, least in zip(reached, MUST, strict=True)),
        reaches_goal=all(one >= least for one, least in zip(reached, GOAL, strict=True)),
        ratio=f"{len(ranks)} questions",
        peers="BM25 (bm25s) alone .66 · .84 · .74 (measured once)",
    )


def folder(kit: Kit) -> Path:
    """Where the set is: named by LORECAST_SEARCH_SET, or beside the folder of speech."""
    return Path(os.environ.get("LORECAST_SEARCH_SET", kit.speech.parent / "search"))


def load(actor: Membership, documents: list[dict[str, Any]]) -> dict[int, uuid.UUID]:
    """Each passage as one track's transcript; ids of tracks by ids of documents."""
    tracks = {}
    for first in range(0, len(documents), TRACKS_A_COMMIT):
        with db.transaction(actor.workspace_id, person_id=actor.person_id) as session:
            for document in documents[first : first + TRACKS_A_COMMIT]:
                track = add_track(session, actor, re.split(r"(?<=[.?!])\s+", document["text"]))
                tracks[document["id"]] = track.id
    return tracks


def add_track(session: Session, actor: Membership, sentences: list[str]) -> Track:
    """A track that says these sentences, evenly spoken, and is found by them: what the worker's stages write."""
    recording = recordings.begin(session, actor, mime_type="audio/webm", title=None)
    transcript = transcripts.begin(session, recording, model="bench")
    transcripts.append(session, transcript, recording, spoken(sentences))
    transcripts.finish(session, transcript, language="en")
    track = session.get_one(Track, recording.track_id)
    written = transcripts.of(session, track)
    texts = passages.texts(written.segments) if written else []
    passages.build(session, track, meaning.vectors_of(texts))
    return track


def spoken(sentences: list[str]) -> list[Spoken]:
    """One after the other."""
    found, start_ms = [], 0
    for sentence in sentences:
        end_ms = start_ms + MS_A_WORD * len(sentence.split())
        found.append(Spoken(start_ms, end_ms, sentence, "en"))
        start_ms = end_ms
    return found


def rank(actor: Membership, question: str, wanted: uuid.UUID) -> int | None:
    """The place of the wanted track among the tracks found, from 1."""
    with db.transaction(actor.workspace_id, person_id=actor.person_id) as session:
        hits = search.find(session, actor, question, limit=HITS).hits
    tracks = list(dict.fromkeys(hit.track.id for hit in hits))
    return tracks.index(wanted) + 1 if wanted in tracks else None


def at(ranks: list[int | None], first: int) -> float:
    """The share of questions whose answer is among the first."""
    return sum(rank is not None and rank <= first for rank in ranks) / len(ranks)


def mean_reciprocal(ranks: list[int | None]) -> float:
    return sum(1 / rank for rank in ranks if rank is not None and rank <= 10) / len(ranks)
