"""The child process that decodes: shuts itself in, then turns the takes it was handed into one file of samples.

`python -m media.decoder_child ORDER`: numbers of open files and limits as JSON in, one JSON object on stdout.
"""

import errno
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import av

from media.disk import local_disk
from media.errors import DecoderOutOfMemory, MediaError, SoundError, TooLong
from media.limits import DecodeLimits
from media.mixdown import Mixdown
from media.sandbox import confine, die_with_parent
from media.take import Take, decode_take

WRITE_BUFFER_BYTES = 1024 * 1024
# The whole answer must fit in a pipe that nobody reads yet.
GAPS_MAX = 1000
# Four samples of silence. Decoding them once loads every module that decoding needs, while files can still be opened.
WARM_UP = bytes.fromhex(
    "52494646 2c000000 57415645 666d7420 10000000 0100 0100 80bb0000 00770100 0200 1000"
    "64617461 08000000 0000000000000000"
)


@dataclass(frozen=True)
class OpenFile:
    """A file that was opened before this process was shut in."""

    number: int

    def read(self, size: int) -> bytes:
        return os.read(self.number, size)

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return os.lseek(self.number, offset, whence)
        except OSError as error:
            raise ValueError("a damaged file points outside of itself") from error

    def tell(self) -> int:
        return os.lseek(self.number, 0, os.SEEK_CUR)


def main(order: dict[str, Any]) -> dict[str, Any]:
    die_with_parent(order["parent_pid"])
    limits = DecodeLimits(**order["limits"])
    # Errors are counted by PyAV, but not printed.
    av.logging.set_level(av.logging.FATAL)
    decode_take(io.BytesIO(WARM_UP), Mixdown(io.BytesIO(), limits), limits)
    # Never closed: what a full disk refused would only be refused again.
    out = open(order["out"], "wb", buffering=WRITE_BUFFER_BYTES)  # noqa: PTH123, SIM115 - a number, not a path
    confine(limits)
    return _answer(lambda: decode_all([OpenFile(number) for number in order["takes"]], out, limits), limits)


def decode_all(files: Sequence[OpenFile], out: BinaryIO, limits: DecodeLimits) -> dict[str, Any]:
    """Joins the takes. One that cannot be read is left out, and the recording marked; none at all is the error."""
    mixdown = Mixdown(out, limits)
    takes: list[Take] = []
    failures: list[SoundError] = []
    ends: list[int] = []
    for file in files:
        try:
            takes.append(decode_take(file, mixdown, limits))
        except TooLong:
            raise
        except SoundError as error:
            failures.append(error)
        except MemoryError:
            # A damaged table asked for more than there is; the other takes may be whole.
            failures.append(DecoderOutOfMemory())
        ends.append(mixdown.samples)
    if not takes:
        raise failures[0]
    out.flush()
    facts = _facts(takes, repaired=bool(failures) or any(take.mended for take in takes))
    return {**facts, "ends": ends}


def _facts(takes: Sequence[Take], *, repaired: bool) -> dict[str, Any]:
    gaps = [gap for take in takes for gap in take.gaps]
    return {"codec": takes[0].codec, "repaired": repaired, "gaps": gaps[:GAPS_MAX]}


def _answer(work: Callable[[], dict[str, Any]], limits: DecodeLimits) -> dict[str, Any]:
    try:
        with local_disk():
            return work()
    except MediaError as error:
        return _failure(error)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return _failure(TooLong(limits.minutes_max))


def _failure(error: MediaError) -> dict[str, Any]:
    return {"reason": error.reason, "facts": error.facts}


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))), flush=True)  # noqa: T201 - the answer to the parent
    # Freed memory and closed files are the kernel's to tidy; the interpreter's own farewell takes longer.
    os._exit(0)
