"""Decodes whatever a phone or a person sent, in a limited child process, into one file of mono 48 kHz s16 samples.

The file says nothing but its samples, so whatever a hostile recording does to the child, the parent reads only sound.
"""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from media import errors
from media.errors import DecoderCrashed, DecoderTimedOut, EmptyAudio, MediaError
from media.limits import DecodeLimits
from media.pcm import RATE, duration_ms

ANSWER_BYTES = 1_000_000


@dataclass(frozen=True)
class Decoded:
    """What was decoded. `gaps` holds (at_ms, missing_ms) of holes that were closed, in the time of the result."""

    duration_ms: int
    repaired: bool
    codec: str
    gaps: tuple[tuple[int, int], ...] = ()
    sample_rate: int = RATE
    channels: int = 1


def decode(paths: Sequence[Path], out: Path, *, limits: DecodeLimits = DecodeLimits()) -> Decoded:
    """Decodes takes one after the other into `out`, replacing it. Raises SoundError or WorkerDiskFull."""
    facts = _run(paths, out, limits)
    if "reason" in facts:
        raise _error(facts)
    if not duration_ms(out):
        raise EmptyAudio
    gaps = tuple((_ms(int(at)), _ms(int(missing))) for at, missing in facts["gaps"])
    return Decoded(duration_ms(out), bool(facts["repaired"]), str(facts["codec"]), gaps)


def _run(paths: Sequence[Path], out: Path, limits: DecodeLimits) -> dict[str, Any]:
    with ExitStack() as stack:
        takes = [stack.enter_context(path.open("rb")).fileno() for path in paths]
        result = stack.enter_context(out.open("wb")).fileno()
        answer = stack.enter_context(tempfile.TemporaryFile(dir=out.parent))
        order = {"parent_pid": os.getpid(), "takes": takes, "out": result, "limits": asdict(limits)}
        process = subprocess.Popen(
            [sys.executable, "-S", "-P", "-m", "media.decoder_child", json.dumps(order)],
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": _import_path()},
            pass_fds=[*takes, result],
        )
        _wait(process, limits)
        return _read(answer)


def _import_path() -> str:
    """Only our own folder and PyAV's: nothing else of the parent's environment reaches the child."""
    places = [importlib.util.find_spec(name) for name in ("media", "av")]
    return os.pathsep.join(str(Path(place.origin).parents[1]) for place in places if place and place.origin)


def _wait(process: "subprocess.Popen[bytes]", limits: DecodeLimits) -> None:
    try:
        code = process.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.wait()
        raise DecoderTimedOut from error
    if code == -signal.SIGXCPU:
        raise DecoderTimedOut
    if code:
        raise DecoderCrashed


def _read(answer: IO[bytes]) -> dict[str, Any]:
    answer.seek(0)
    try:
        facts = json.loads(answer.read(ANSWER_BYTES))
    except ValueError as error:
        raise DecoderCrashed from error
    return facts if isinstance(facts, dict) else {}


def _error(facts: dict[str, Any]) -> MediaError:
    """The error that the child named; one that it could not have meant is a crash."""
    known = {
        kind.reason: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, MediaError)
    }
    kind = known.get(facts["reason"], DecoderCrashed)
    return kind(**facts["facts"])


def _ms(samples: int) -> int:
    return round(samples * 1000 / RATE)
