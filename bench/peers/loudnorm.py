"""ffmpeg's loudnorm on a file, to the same loudness and into the same encoding, in the peers' Python: once and twice.

Once it follows the sound as it comes; only with the figures of a first look, so twice, is the whole level as ours is.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LOUDNORM = "loudnorm=I=-16:TP=-1.5:LRA=20"
MEASURED = {
    "input_i": "measured_I",
    "input_tp": "measured_TP",
    "input_lra": "measured_LRA",
    "input_thresh": "measured_thresh",
}
ENCODING = ["-ac", "1", "-ar", "48000", "-c:a", "aac", "-b:a", "64k"]


def main(file):
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.m4a")
        once = metered([[file, LOUDNORM, *ENCODING, out]])
        once["lufs"] = loudness(out)
        began = time.perf_counter()
        first = metered([[file, f"{LOUDNORM}:print_format=json", "-f", "null", "-"]])
        known = json.loads(re.findall(r"\{[^{}]+\}", first["said"])[-1])
        figures = ":".join(f"{name}={known[key]}" for key, name in MEASURED.items())
        second = metered([[file, f"{LOUDNORM}:{figures}:linear=true", *ENCODING, out]])
        twice = {"seconds": time.perf_counter() - began, "peak_mb": max(first["peak_mb"], second["peak_mb"])}
        twice["lufs"] = loudness(out)
    once.pop("said")
    print(json.dumps({"once": once, "twice": twice}))


def metered(commands):
    """Seconds, and the peak memory of the largest of the programs."""
    began = time.perf_counter()
    peak, said = 0, ""
    for file, chain, *rest in commands:
        command = [ffmpeg(), "-hide_banner", "-nostdin", "-y", "-i", file, "-vn", "-af", chain, *rest]
        child = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        said = child.stderr.read().decode(errors="replace")
        _, code, used = os.wait4(child.pid, 0)
        if code:
            raise SystemExit(said[-500:])
        peak = max(peak, used.ru_maxrss)
    return {"seconds": time.perf_counter() - began, "peak_mb": peak / 1024, "said": said}


def loudness(file):
    """Integrated, of the result, by ffmpeg's own meter."""
    said = metered([[file, "ebur128", "-f", "null", "-"]])["said"]
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])


def ffmpeg():
    """The machine's, or the one of a wheel."""
    import imageio_ffmpeg

    return shutil.which("ffmpeg") or imageio_ffmpeg.get_ffmpeg_exe()


if __name__ == "__main__":
    main(sys.argv[1])
