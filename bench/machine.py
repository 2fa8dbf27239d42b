"""The machine that the figures are from, without its name."""

import hashlib
import os
import platform
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from runtime.postgres import programs

MEASURED_SECONDS = 1.0


def facts() -> dict[str, str]:
    """What it takes to compare with another machine."""
    return {
        "processor": processor(),
        "cores": str(len(os.sched_getaffinity(0))),
        "of them at work at once": str(cores_at_once()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        "PostgreSQL": postgres_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def cores_at_once() -> float:
    """How much more all cores get done together than one alone; a shared machine gives less than it shows."""
    count = len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(count) as pool:
        one = _hashed(MEASURED_SECONDS)
        return round(sum(pool.map(_hashed, [MEASURED_SECONDS] * count)) / one, 1)


def _hashed(seconds: float) -> int:
    """Blocks hashed in so many seconds, without holding Python's lock."""
    block, end, done = bytes(1_000_000), time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        hashlib.sha256(block)
        done += 1
    return done


def processor() -> str:
    """As the kernel names it."""
    known = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", known.read_text()) if known.exists() else None
    return found[1].strip() if found else platform.processor() or platform.machine()


def postgres_version() -> str:
    """Of the embedded one."""
    asked = subprocess.run([programs() / "bin" / "postgres", "--version"], capture_output=True, text=True, check=True)
    return asked.stdout.split()[-1]
