"""Two web and three worker processes under load, one of each killed in the middle: `python -m bench.scale [TRACKS]`.

Phones send bite-sized tracks, listeners jump about, others search; then everything that was sent must be there once.
Prints the table of docs/scaling.md.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from bench.__main__ import SPEECH
from bench.doors import Doors
from bench.figures import ms, p95, timed
from bench.fleet import Fleet, fleet
from bench.phone import Sent, send, status
from bench.sound import clips, webm

WEBS, WORKERS, PHONES, LISTENERS, SEARCHERS = 2, 3, 4, 6, 2
TRACKS, SECONDS_EACH = 60, (20, 60)
THINKING_SECONDS = 0.3
QUERIES = (
    "printing",
    "what your country can do",
    "movable metal letters",
    "admiration",
    "who has the greatest admiration",
)
SEED, PATIENCE_SECONDS = 1961, 1200


@dataclass
class Load:
    """What listeners and searchers waited for, in seconds, and what was sent."""

    sent: list[Sent] = field(default_factory=list)
    seeks: list[float] = field(default_factory=list)
    searches: list[float] = field(default_factory=list)
    over: Event = field(default_factory=Event)


def main() -> int:
    tracks = int(sys.argv[1]) if len(sys.argv) > 1 else TRACKS
    with tempfile.TemporaryDirectory(prefix="scale-") as place:
        folder = Path(place)
        sounds, length = _sounds(folder, tracks)
        with fleet(folder, webs=WEBS, workers=WORKERS, WHISPER_THREADS="1") as one:
            doors = Doors(list(one.webs), one.token)
            load = Load()
            took = timed(lambda: _everything(one, doors, load, sounds))
            _tell(one, doors, load, length, took)
            return 0 if _is_whole(doors, load) else 1


def _sounds(folder: Path, tracks: int) -> tuple[list[bytes], float]:
    """So many recordings of real speech, and their length in seconds."""
    chance, some = random.Random(SEED), clips(SPEECH, folder)
    lengths = [chance.uniform(*SECONDS_EACH) for _ in range(tracks)]
    shuffled = [chance.sample(some, len(some)) for _ in lengths]
    made = [
        webm(order, length, folder / "sound.webm").read_bytes() for order, length in zip(shuffled, lengths, strict=True)
    ]
    return made, sum(lengths)


def _everything(one: Fleet, doors: Doors, load: Load, sounds: list[bytes]) -> None:
    """Until all that was sent is searchable."""
    people = [*[_listen] * LISTENERS, *[_search] * SEARCHERS]
    threads = [Thread(target=act, args=(doors, load, number), daemon=True) for number, act in enumerate(people)]
    for thread in threads:
        thread.start()
    with ThreadPoolExecutor(PHONES) as phones:
        for number, sent in enumerate(phones.map(lambda sound: send(doors, sound), sounds)):  # type: ignore[arg-type]
            load.sent.append(sent)
            if number == len(sounds) // 2:
                _kill(one)
    _wait(lambda: all(status(doors, sent) == "ready" for sent in load.sent))  # type: ignore[arg-type]
    load.over.set()
    for thread in threads:
        thread.join()


def _kill(one: Fleet) -> None:
    """One of each, for good: the others must do."""
    next(iter(one.webs.values())).kill()
    one.workers[0].kill()


def _wait(look: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not look():
        if time.monotonic() > deadline:
            raise TimeoutError("not everything became ready")
        time.sleep(2)


def _listen(doors: Doors, load: Load, number: int) -> None:
    chance = random.Random(number)
    while not load.over.wait(THINKING_SECONDS):
        if load.sent:
            track = chance.choice(load.sent).track_id
            wanted = {"Range": f"bytes={chance.randrange(50_000)}-{chance.randrange(50_000, 150_000)}"}
            load.seeks.append(
                timed(lambda track=track, wanted=wanted: doors.get(f"/api/tracks/{track}/audio", headers=wanted))
            )


def _search(doors: Doors, load: Load, number: int) -> None:
    chance = random.Random(number)
    while not load.over.wait(THINKING_SECONDS):
        query = {"q": chance.choice(QUERIES)}
        load.searches.append(timed(lambda query=query: doors.get("/api/search", params=query)))


def _is_whole(doors: Doors, load: Load) -> bool:
    """Every track is there once, and each has its transcript."""
    found, cursor = list[str](), None
    while True:
        page = doors.get("/api/tracks", params={"cursor": cursor} if cursor else {}).json()
        found += [item["id"] for item in page["items"]]
        if not (cursor := page.get("next_cursor")):
            break
    return sorted(found) == sorted(sent.track_id for sent in load.sent) and all(
        doors.get(f"/api/tracks/{track}/transcript.json").json()["segments"] for track in found
    )


def _tell(one: Fleet, doors: Doors, load: Load, length: float, took: float) -> None:
    print("| what | figure |\n|---|---|")
    print(f"| tracks sent, all ready and there once | {len(load.sent)}, {'yes' if _is_whole(doors, load) else 'no'} |")
    print(f"| speech ÷ time, first part to last searchable | {length:.0f} s ÷ {took:.0f} s = {length / took:.1f} |")
    for number, done in enumerate(one.stages_done()):
        killed = " (killed when half were sent)" if number == 0 else ""
        stages = ", ".join(f"{name} {count}" for name, count in sorted(done.items()))
        print(f"| worker {number}{killed}: stages done | {stages} |")
    print(f"| a jump in a track, {LISTENERS} listeners, p95 | {ms(p95(load.seeks))} of {len(load.seeks)} |")
    print(f"| a search, {SEARCHERS} people, p95 | {ms(p95(load.searches))} of {len(load.searches)} |")
    print(f"| requests that went on to the other web process | {doors.repeated} |")


if __name__ == "__main__":
    sys.exit(main())
