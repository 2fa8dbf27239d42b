"""The first code of every child: ties its life to its parent's, takes its lock, then becomes the real program.

Run as a script by `runtime.child`, before any of our packages can be imported; it uses the standard library only.
"""

import contextlib
import ctypes
import fcntl
import os
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(death_signal: int, parent_pid: int) -> None:
    """Ask the kernel for `death_signal` when the parent ends, however it ends. Does nothing but on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent_pid:
        sys.exit("The parent ended before this child began.")


def hold_lock(path: str, stale: str) -> None:
    """Wait until the last holder and all of its children are gone, then remove the pid file it may have left behind.

    The open lock is inherited by the real program and everything that it starts.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    os.set_inheritable(handle, True)
    if stale:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(stale)  # noqa: PTH108 - pathlib would double the time until the real program starts


def become_user(uid: int, gid: int) -> None:
    """Drop root for good; -1 keeps the present user."""
    if uid < 0:
        return
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def main(death_signal: int, parent_pid: int, uid: int, gid: int, lock: str, stale: str, command: list[str]) -> None:
    """Never returns: ends in the real program."""
    die_with_parent(death_signal, parent_pid)
    hold_lock(lock, stale)
    become_user(uid, gid)
    # The kernel forgets the request when the user changes.
    die_with_parent(death_signal, parent_pid)
    os.umask(0o077)
    os.execv(command[0], command)  # noqa: S606 - the whole point is to become that program, without a shell


if __name__ == "__main__":
    numbers = [int(value) for value in sys.argv[1:5]]
    main(numbers[0], numbers[1], numbers[2], numbers[3], sys.argv[5], sys.argv[6], sys.argv[7:])
