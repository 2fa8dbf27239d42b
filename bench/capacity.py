"""What a request costs in processor time, by part: `python -m bench.capacity`. The arithmetic of docs/scaling.md.

Processor time instead of seconds: it says how many requests a core can serve, whatever else the machine does.
"""

import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
import psycopg

from bench.__main__ import arguments
from bench.kit import Kit
from bench.library import LARGE, superuser_url
from bench.lorecast import Lorecast
from bench.phone import begin, put, seconds_until, send, sent_through

TIMES, WARM_UP = 200, 20
PART_BYTES, RANGE_BYTES = 64 * 1024, 256 * 1024
PARTS = {"app.cli web": "web", "weed mini": "store", "-m worker": "worker", "postgres": "PostgreSQL"}
QUERIES = ("customer invoice", "how to restart the server", "the first week", "what to do when a printer stops")
TABLES = "select relname, pg_total_relation_size(oid) from pg_class where relkind = 'r' order by 2 desc limit 6"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processor time for one request, by part."""

    what: str
    by_part: dict[str, float]


def main() -> int:
    given = arguments(None)
    with tempfile.TemporaryDirectory(prefix="capacity-") as place:
        scratch = Path(place)
        kit = Kit(given.speech, given.cache, scratch, lambda step: print(step, file=sys.stderr))
        kit.cache.mkdir(exist_ok=True)
        with kit.standing(LARGE) as one:
            acts = _acts(one, kit)
            print("| request | web | PostgreSQL | store | all, ms of a core | a core serves a second |")
            print("|---|---|---|---|---|---|")
            for what, act in acts.items():
                _tell(_cost(one, what, act))
            _sizes(one)
    return 0


def _acts(one: Lorecast, kit: Kit) -> dict[str, Callable[[], object]]:
    """What people do, each as one request."""
    http, chance = one.program, random.Random(1961)
    sound = send(http, kit.spoken(60).read_bytes())
    seconds_until(sound, sent_through(http, sound))
    tracks = [item["id"] for item in http.get("/api/tracks").json()["items"]]
    part, opened, numbers = random.Random(1).randbytes(PART_BYTES), begin(http), iter(range(10_000))
    audio = {"Range": f"bytes=0-{RANGE_BYTES - 1}"}
    return {
        "a place told while listening": lambda: http.put(
            f"/api/tracks/{chance.choice(tracks)}/listen",
            json={"position_ms": chance.randrange(10_000), "client_time": _now(), "session_id": "capacity"},
        ),
        "a track's page": lambda: one.browser.get(f"/tracks/{chance.choice(tracks)}"),
        "the library's page": lambda: one.browser.get("/library"),
        "a search": lambda: http.get("/api/search", params={"q": chance.choice(QUERIES)}),
        "a quarter of a megabyte of sound": lambda: http.get(f"/api/tracks/{sound.track_id}/audio", headers=audio),
        "a part of 64 kB": lambda: put(http, opened["recording_id"], next(numbers), part),
    }


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _cost(one: Lorecast, what: str, act: Callable[[], object]) -> Cost:
    for _ in range(WARM_UP):
        act()
    before = _cpu_seconds(one)
    for _ in range(TIMES):
        answer = act()
        if getattr(answer, "status_code", 200) >= 400:
            raise RuntimeError(f"{what}: {answer.status_code} {answer.text[:200]}")  # type: ignore[attr-defined]
    after = _cpu_seconds(one)
    return Cost(what, {part: (after[part] - before[part]) * 1000 / TIMES for part in PARTS.values()})


def _cpu_seconds(one: Lorecast) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for process in one.processes():
        with suppress(psutil.Error):
            line, spent = " ".join(process.cmdline()), process.cpu_times()
            part = next(
                (part for word, part in PARTS.items() if word in line or word in f"lorecast {line[-60:]}"), None
            )
            total[part or "else"] += spent.user + spent.system + spent.children_user + spent.children_system
    return total


def _tell(cost: Cost) -> None:
    parts = [cost.by_part[name] for name in ("web", "PostgreSQL", "store")]
    whole = sum(parts)
    print(f"| {cost.what} | {' | '.join(f'{ms:.1f}' for ms in parts)} | {whole:.1f} | {1000 / whole:.0f} |", flush=True)


def _sizes(one: Lorecast) -> None:
    """The largest tables with their indexes."""
    with psycopg.connect(superuser_url(one.data)) as connection:
        sentences = LARGE.tracks * LARGE.segments_each
        print(f"\n| table of {LARGE.tracks:,} tracks, {sentences:,} sentences | MB |\n|---|---|")
        for name, size_bytes in connection.execute(TABLES).fetchall():
            print(f"| {name} | {size_bytes / 1e6:.0f} |")


if __name__ == "__main__":
    sys.exit(main())
