"""How a decoder is shut in: limits, no new privileges, Landlock and seccomp, each as far as the machine has it.

Nothing needs root, user namespaces or a program, so it holds in containers too. The child opens its files, imports what
it needs, and then calls `confine`: after that it can read and write what is open, compute, and end.
"""

import ctypes
import os
import resource
import signal
import sys

from media import landlock, seccomp
from media.limits import DecodeLimits

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38


def confine(limits: DecodeLimits) -> None:
    """Shuts this process in for good. Raises OSError when the kernel refuses what it offers."""
    _limit(limits)
    if not sys.platform.startswith("linux"):
        return
    _give_up_privileges()
    if landlock.abi():
        landlock.close_everything()
    if seccomp.is_offered():
        seccomp.close_everything()


def die_with_parent(parent_pid: int) -> None:
    """A child never outlives the worker that started it."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent_pid:
        os._exit(1)


def kind() -> str:
    """`full`, `landlock`, `seccomp` or `limits`: what this machine offers."""
    offered = [
        name for name, is_there in (("landlock", landlock.abi() > 0), ("seccomp", seccomp.is_offered())) if is_there
    ]
    return "full" if len(offered) == 2 else "".join(offered) or "limits"


def report() -> str:
    """What shuts the decoder in on this machine, in a sentence for `lorecast doctor`."""
    return {
        "full": f"Recordings are decoded without network, files or new processes (Landlock {landlock.abi()}, seccomp).",
        "seccomp": "Recordings are decoded without network, files or new processes (seccomp; no Landlock here).",
        "landlock": f"Recordings are decoded without files or TCP (Landlock {landlock.abi()}); seccomp is missing, so "
        "the decoder could start processes: give the worker a container of its own.",
        "limits": "This machine has neither Landlock nor seccomp: recordings are decoded with limits on time and "
        "memory only. Import only files you trust, or run the worker on Linux 5.13 or newer.",
    }[kind()]


def _limit(limits: DecodeLimits) -> None:
    # One second between the soft and the hard limit: the soft one ends the process, and so tells why.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    for name, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(name, (most, most))


def _give_up_privileges() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "privileges could not be given up")
