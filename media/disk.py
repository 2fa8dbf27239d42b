"""The disk where recordings are worked on: when it is full, that is said in words, and the work done again later."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from media.errors import WorkerDiskFull

FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def local_disk() -> Iterator[None]:
    """Turns "no space left" into WorkerDiskFull; everything else passes. Also a decorator."""
    try:
        yield
    except Exception as error:
        if getattr(error, "errno", None) in FULL:
            raise WorkerDiskFull from error
        raise
