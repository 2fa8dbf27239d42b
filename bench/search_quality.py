"""How well search answers questions: R@1, R@5, MRR@10 over spoken passages, each asked through `search.find` as typed.

python -m bench.search_quality [FOLDER] [EVERY]   FOLDER (or LORECAST_SEARCH_SET) has spoken-squad-dev.json, which holds
`documents` [{id, text}] and `questions` [{q, doc}]; only every EVERY-th question is asked.
"""

import json
import os
import re
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from app.domain import search
from bench.search_corpus import Bench, add_track, bench, index

TRACKS_A_COMMIT = 25
HITS = 30


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("LORECAST_SEARCH_SET", "../shared/search"))
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    given = json.loads((folder / "spoken-squad-dev.json").read_text())
    with bench() as place:
        began = time.perf_counter()
        tracks = load(place, given["documents"])
        loaded = time.perf_counter()
        ranks = [rank(place, one["q"], tracks[one["doc"]]) for one in given["questions"][::every]]
        asked = time.perf_counter()
    print(f"{len(tracks)} tracks indexed in {loaded - began:.0f} s, {len(ranks)} questions")
    print("R@1    R@5    MRR@10  ms a query")
    ms = (asked - loaded) * 1000 / len(ranks)
    print(f"{at(ranks, 1):.3f}  {at(ranks, 5):.3f}  {mean_reciprocal(ranks):.3f}   {ms:.1f}")


def load(place: Bench, documents: list[dict[str, Any]]) -> dict[int, uuid.UUID]:
    """Each passage as one track's transcript; ids of tracks by ids of documents."""
    tracks = {}
    for first in range(0, len(documents), TRACKS_A_COMMIT):
        with place.session() as session:
            for document in documents[first : first + TRACKS_A_COMMIT]:
                track = add_track(session, place.actor, re.split(r"(?<=[.?!])\s+", document["text"]))
                index(session, track)
                tracks[document["id"]] = track.id
    return tracks


def rank(place: Bench, question: str, wanted: uuid.UUID) -> int | None:
    """The place of the wanted track among the tracks found, from 1."""
    with place.session() as session:
        hits = search.find(session, place.actor, question, limit=HITS).hits
    tracks = list(dict.fromkeys(hit.track.id for hit in hits))
    return tracks.index(wanted) + 1 if wanted in tracks else None


def at(ranks: list[int | None], first: int) -> float:
    """The share of questions whose answer is among the first."""
    return sum(rank is not None and rank <= first for rank in ranks) / len(ranks)


def mean_reciprocal(ranks: list[int | None]) -> float:
    return sum(1 / rank for rank in ranks if rank is not None and rank <= 10) / len(ranks)


if __name__ == "__main__":
    main()
