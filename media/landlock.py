"""Landlock by ctypes: gives up every file, TCP port, foreign signal and abstract socket for the rest of this process.

Files that are open already stay usable. Constants from linux/landlock.h; the syscall numbers are the same everywhere.
"""

import ctypes
import os
import struct
import sys

CREATE_RULESET, RESTRICT_SELF = 444, 446
VERSION_FLAG = 1
# All rights that each version of the kernel interface knows: files (1, 2, 3, 5), TCP (4), signals and sockets (6).
FILE_BITS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
TCP_BITS, SCOPE_BITS = 2, 2


def abi() -> int:
    """The version this kernel offers, 0 when it has none or has it switched off."""
    if not sys.platform.startswith("linux"):
        return 0
    version: int = _libc().syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION_FLAG))
    return max(0, version)


def close_everything() -> None:
    """Takes effect at once and for good. The caller has set no_new_privs. Raises OSError when the kernel refuses."""
    rules = _ruleset(abi())
    file = _libc().syscall(CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), ctypes.c_uint32(0))
    if file < 0 or _libc().syscall(RESTRICT_SELF, ctypes.c_int(file), ctypes.c_uint32(0)):
        raise OSError(ctypes.get_errno(), "Landlock refused")
    os.close(file)


def _ruleset(version: int) -> bytes:
    """struct landlock_ruleset_attr, as long as this kernel's version of it: everything handled, nothing allowed.

    >>> [len(_ruleset(version)) for version in (1, 4, 7)]
    [8, 16, 24]
    """
    bits = [FILE_BITS.get(version, FILE_BITS[5])]
    bits += [TCP_BITS] if version >= 4 else []
    bits += [SCOPE_BITS] if version >= 6 else []
    return b"".join(struct.pack("=Q", (1 << count) - 1) for count in bits)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
