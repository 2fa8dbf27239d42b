"""Decodes whatever a phone or a person sent, in a limited child process, into one file of mono 48 kHz s16 samples.

The file says nothing but its samples, so whatever a hostile recording does to the child, the parent reads only sound.
"""

import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from media.disk import local_disk
from media.errors import (
    DecoderCrashed,
    DecoderTimedOut,
    EmptyAudio,
    MediaError,
    NoSound,
    SoundError,
    WorkerDiskFull,
)
from media.limits import DecodeLimits
from media.pcm import MS, RATE, duration_ms

ANSWER_BYTES = 65_536
CODEC_CHARS = 20
# The errors that a child may name.
_NAMEABLE: tuple[type[MediaError], ...] = (*SoundError.__subclasses__(), NoSound, WorkerDiskFull)
KINDS = {kind.reason: kind for kind in _NAMEABLE}


@dataclass(frozen=True)
class Decoded:
    """What was decoded. `gaps` holds (at_ms, missing_ms) of holes that were closed, in the time of the result.

    `takes` holds where in it each take begins and ends, in ms; one that could not be read is empty.
    """

    duration_ms: int
    repaired: bool
    codec: str
    gaps: tuple[tuple[int, int], ...] = ()
    takes: tuple[tuple[int, int], ...] = ()
    sample_rate: int = RATE
    channels: int = 1


def decode(paths: Sequence[Path], out: Path, *, limits: DecodeLimits = DecodeLimits()) -> Decoded:
    """Decodes takes one after the other into `out`, replacing it. Raises SoundError or WorkerDiskFull."""
    answer = _run(paths, out, limits)
    try:
        found = _understood(json.loads(answer), duration_ms(out), len(paths))
    except (ValueError, TypeError, LookupError) as error:
        raise DecoderCrashed from error
    if isinstance(found, MediaError):
        raise found
    if not found.duration_ms:
        raise EmptyAudio
    return found


@local_disk()
def _run(paths: Sequence[Path], out: Path, limits: DecodeLimits) -> bytes:
    with ExitStack() as stack:
        takes = [stack.enter_context(path.open("rb")).fileno() for path in paths]
        result = stack.enter_context(out.open("wb")).fileno()
        order = {"parent_pid": os.getpid(), "takes": takes, "out": result, "limits": asdict(limits)}
        child = subprocess.Popen(
            [sys.executable, "-S", "-P", "-m", "media.decoder_child", json.dumps(order)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": _import_path()},
            pass_fds=[*takes, result],
        )
        with child:
            _wait(child, limits)
            return child.stdout.read(ANSWER_BYTES) if child.stdout else b""


def _import_path() -> str:
    """Only our own folder and PyAV's: nothing else of the parent's environment reaches the child."""
    places = [importlib.util.find_spec(name) for name in ("media", "av")]
    return os.pathsep.join(str(Path(place.origin).parents[1]) for place in places if place and place.origin)


def _wait(child: "subprocess.Popen[bytes]", limits: DecodeLimits) -> None:
    try:
        code = child.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        child.kill()
        child.wait()
        raise DecoderTimedOut from error
    if code == -signal.SIGXCPU:
        raise DecoderTimedOut
    if code:
        raise DecoderCrashed


def _understood(facts: dict[str, Any], milliseconds: int, takes_count: int) -> Decoded | MediaError:
    """What the child said, or the error that it named. It may have been taken over, so nothing is taken on trust."""
    if "reason" in facts:
        return KINDS[facts["reason"]](**facts["facts"])
    gaps = tuple((_ms(int(at)), _ms(int(missing))) for at, missing in facts["gaps"])
    takes = _takes([int(end) // MS for end in facts["ends"]], milliseconds, takes_count)
    return Decoded(milliseconds, bool(facts["repaired"]), str(facts["codec"])[:CODEC_CHARS], gaps, takes)


def _takes(ends: list[int], milliseconds: int, takes_count: int) -> tuple[tuple[int, int], ...]:
    """From one end to the next. Raises ValueError for what cannot be."""
    if len(ends) != takes_count or ends != sorted(ends) or ends[0] < 0 or ends[-1] != milliseconds:
        raise ValueError("the takes do not add up")
    return tuple(pairwise([0, *ends]))


def _ms(samples: int) -> int:
    return round(samples * 1000 / RATE)
