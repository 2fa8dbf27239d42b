"""`python -m bench.normalising FILE`: what the worker's first stage does to a file, with its time and its peak memory.

Alone in a process, because a peak never comes down again. The decoder's child counts: both are there at the same time.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from media import waveform
from media.decode import decode
from media.limits import DecodeLimits
from media.loudness import normalise
from media.renditions import encode_m4a


def main(file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        began = time.perf_counter()
        decode([file], place / "decoded.pcm", limits=DecodeLimits())
        # The decoder's child has ended by now: what it took stood beside what we had taken until here.
        decoding_mb = own_peak_mb() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        normalise(place / "decoded.pcm", place / "even.pcm")
        made = encode_m4a(place / "even.pcm", place / "listen.m4a")
        waveform.peaks(place / "even.pcm")
        seconds = time.perf_counter() - began
    highest_mb = max(decoding_mb, own_peak_mb())
    told = {"seconds": seconds, "peak_mb": highest_mb, "decoding_mb": decoding_mb, "lufs": made.loudness_lufs}
    print(json.dumps(told))


def own_peak_mb() -> float:
    """The most memory so far. Not getrusage's figure, which counts what the parent had when it started this process."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
