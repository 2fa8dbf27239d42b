"""How fast search answers: five classes of queries over 200,000 segments, through `search.find` with row security on.

python -m bench.search_speed [SEGMENTS]   Words are drawn as in speech, few very common, many rare; vectors are made up.
Peers on the same text: SQLite FTS5; tantivy when LORECAST_PEERS names a Python that has it (bench/search_peers.py).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app import meaning
from app.domain import search
from bench.search_corpus import Bench, bench
from bench.search_made_up import Talk, fill, made_up, queries

TRACKS_EACH = 20


def main() -> None:
    segments_count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    talks = made_up(segments_count // TRACKS_EACH, segments_each=TRACKS_EACH)
    asked = queries(talks)
    with bench() as place:
        began = time.perf_counter()
        fill(place, talks)
        print(f"{segments_count} segments in {time.perf_counter() - began:.0f} s")
        meaning.load_ahead()
        ours = {name: [timed(place, query) for query in some] for name, some in asked.items()}
    peers = {name: peer(python, talks, asked) for name, python in pythons().items()}
    show(ours, peers)


def timed(place: Bench, query: str) -> float:
    """Milliseconds of the second asking: the first one warms the caches, as typing does."""
    for _ in range(2):
        with place.session() as session:
            began = time.perf_counter()
            search.find(session, place.actor, query)
            took = time.perf_counter() - began
    return took * 1000


def pythons() -> dict[str, str]:
    """Which Python can run which peers."""
    other = os.environ.get("LORECAST_PEERS")
    return {"fts5": sys.executable} | ({"tantivy": other} if other else {})


def peer(python: str, talks: list[Talk], asked: dict[str, list[str]]) -> dict[str, dict[str, list[float]]]:
    """Milliseconds by peer, class and query."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.json"
        texts = [segment for talk in talks for segment in talk.segments]
        corpus.write_text(json.dumps({"texts": texts, "queries": asked}))
        script = Path(__file__).parent / "search_peers.py"
        done = subprocess.run([python, str(script), str(corpus)], check=True, capture_output=True, text=True)
    answer: dict[str, dict[str, list[float]]] = json.loads(done.stdout)
    return answer


def show(ours: dict[str, list[float]], peers: dict[str, dict[str, dict[str, list[float]]]]) -> None:
    others = {name: times for found in peers.values() for name, times in found.items()}
    print(f"{'p50 / p95 in ms':16}{'lorecast':>16}" + "".join(f"{name:>18}" for name in others))
    for name, took in ours.items():
        print(f"{name:16}{figures(took):>16}" + "".join(f"{figures(times[name]):>18}" for times in others.values()))
    print(f"{'all':16}{figures([one for took in ours.values() for one in took]):>16}")


def figures(took: list[float]) -> str:
    return f"{statistics.median(took):.1f} / {statistics.quantiles(took, n=20)[-1]:.1f}"


if __name__ == "__main__":
    main()
