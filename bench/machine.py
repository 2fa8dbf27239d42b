"""The machine that the figures are from, without its name."""

import os
import platform
import re
import subprocess
from pathlib import Path

import psutil

from runtime.postgres import programs


def facts() -> dict[str, str]:
    """What it takes to compare with another machine."""
    return {
        "processor": processor(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        "PostgreSQL": postgres_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def processor() -> str:
    """As the kernel names it."""
    known = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", known.read_text()) if known.exists() else None
    return found[1].strip() if found else platform.processor() or platform.machine()


def postgres_version() -> str:
    """Of the embedded one."""
    asked = subprocess.run([programs() / "bin" / "postgres", "--version"], capture_output=True, text=True, check=True)
    return asked.stdout.split()[-1]
