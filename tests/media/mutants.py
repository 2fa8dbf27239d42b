"""Decodes damaged files in the decoder's child, many to a child, and says what that cost.

`python -m tests.media.mutants FOLDER SEED COUNT` damages COUNT of the folder's files and prints one JSON object. It is
a process of its own, and a small one: the kernel counts a child's memory from before it became the decoder. Every file
of a batch that came to a bad end is decoded again by itself.
"""

import json
import random
import resource
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from media.decode import decode
from media.errors import DecoderCrashed, DecoderTimedOut, SoundError
from media.limits import DecodeLimits

BATCH = 20
LIMITS = DecodeLimits(minutes_max=30, cpu_seconds=60, wall_seconds=60)
ALONE = DecodeLimits(minutes_max=30, cpu_seconds=5, wall_seconds=20)


@dataclass
class Cost:
    """`slowest_s` is processor time of one file; `memory_mb` the most that any child ever held."""

    files: int = 0
    slowest_s: float = 0.0
    memory_mb: float = 0.0
    children: int = 0
    ends: Counter[str] = field(default_factory=Counter)


def main(folder: Path, seed: int, count: int) -> Cost:
    cost, chance = Cost(), random.Random(seed)
    seeds = [path.read_bytes() for path in sorted(folder.iterdir())]
    with TemporaryDirectory() as place:
        while cost.files < count:
            batch = [
                _written(Path(place), number, mutated(chance, seeds))
                for number in range(min(BATCH, count - cost.files))
            ]
            _decode_batch(batch, Path(place) / "out", cost)
            cost.files += len(batch)
    cost.memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return cost


def mutated(chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds with some bytes changed, cut off, doubled, zeroed, or with a piece of another one in it."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice([0, 1, 5, 50, 500])):
        data[chance.randrange(len(data))] = chance.choice([0, 255, chance.randrange(256)])
    at, size = chance.randrange(len(data)), chance.choice([0, 4, 100, 5_000])
    other = chance.choice(seeds)
    start = chance.randrange(len(other))
    stretch = bytes(data[at : at + size])
    data[at : at + size] = chance.choice([b"", stretch * 3, bytes(size), other[start : start + size]])
    return bytes(data[: chance.randrange(1, len(data) + 1)] if chance.random() < 0.2 else data)


def _written(place: Path, number: int, data: bytes) -> Path:
    path = place / str(number)
    path.write_bytes(data)
    return path


def _decode_batch(paths: Sequence[Path], out: Path, cost: Cost) -> None:
    end, took_s = _decoded(paths, out, LIMITS, cost)
    if end in ("ok", *ENDED_WELL) and took_s < ALONE.cpu_seconds:
        cost.ends[end] += len(paths)
        cost.slowest_s = max(cost.slowest_s, took_s / len(paths))
        return
    for path in paths:
        end, took_s = _decoded([path], out, ALONE, cost)
        cost.ends[end] += 1
        cost.slowest_s = max(cost.slowest_s, took_s)


def _decoded(paths: Sequence[Path], out: Path, limits: DecodeLimits, cost: Cost) -> tuple[str, float]:
    """How it ended, and the processor time that the child took."""
    before = _children_s()
    cost.children += 1
    try:
        decode(paths, out, limits=limits)
        end = "ok"
    except SoundError as error:
        end = error.reason
    return end, _children_s() - before


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# What a whole batch may end with although none of its files did any harm: none had sound, for one.
ENDED_WELL = {"not_audio", "empty_audio", "no_sound"}
HANGS = {DecoderTimedOut.reason}
CRASHES = {DecoderCrashed.reason}

if __name__ == "__main__":
    found = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(json.dumps(vars(found)))
