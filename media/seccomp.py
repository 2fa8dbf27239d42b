"""A seccomp filter by ctypes: from now on only the system calls that pure computing on open files needs.

Everything else fails with EPERM: opening, sockets, starting processes, signals, raising one's own limits.
Constants from linux/filter.h, linux/seccomp.h and the x86-64 table of system calls; other machines have none here.
"""

import ctypes
import errno
import platform
import struct
import sys

PR_SET_SECCOMP, FILTER_MODE = 22, 2
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | errno.EPERM
NUMBER_AT, MACHINE_AT, X86_64 = 0, 4, 0xC000003E

ALLOWED = {
    # reading and writing what is open
    "read": 0, "write": 1, "close": 3, "fstat": 5, "lseek": 8, "pread64": 17, "pwrite64": 18, "readv": 19, "writev": 20,
    # memory
    "mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12, "mremap": 25, "madvise": 28,
    # time, waiting, chance
    "sched_yield": 24, "nanosleep": 35, "getrusage": 98, "futex": 202, "restart_syscall": 219, "clock_gettime": 228,
    "clock_nanosleep": 230, "getrandom": 318,
    # own signals and the end
    "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "sigaltstack": 131, "exit": 60, "exit_group": 231,
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def is_offered() -> bool:
    """Whether this machine has the filter and we know its system calls by number."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        return False
    # An impossible program tells: EFAULT where filters exist, EINVAL where they do not.
    return _set_filter(None) == errno.EFAULT


def close_everything() -> None:
    """Takes effect at once and for good. The caller has set no_new_privs. Raises OSError when the kernel refuses."""
    program = _program()
    if failure := _set_filter(ctypes.byref(_Program(len(program) // 8, program))):
        raise OSError(failure, "seccomp refused")


def _set_filter(program: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return ctypes.get_errno() if libc.prctl(PR_SET_SECCOMP, FILTER_MODE, program, 0, 0) else 0


def _program() -> bytes:
    """Another machine's calls fail; allowed numbers jump to the last line; the rest falls through to failure."""
    numbers = sorted(ALLOWED.values())
    return b"".join(
        [
            _line(LOAD_WORD, MACHINE_AT),
            _line(JUMP_IF_EQUAL, X86_64, if_not=len(numbers) + 1),
            _line(LOAD_WORD, NUMBER_AT),
            *(_line(JUMP_IF_EQUAL, number, if_so=len(numbers) - at) for at, number in enumerate(numbers)),
            _line(RETURN, FAIL),
            _line(RETURN, ALLOW),
        ]
    )


def _line(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)
