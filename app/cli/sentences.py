"""Every failure that a person can act on leaves the command line as one sentence, not as a traceback."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from runtime.errors import RuntimeProblem

OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.ENOTDIR, errno.EIO}


@contextmanager
def in_sentences() -> Iterator[None]:
    """Turn what is ours to explain into a sentence on stderr and exit code 1; let everything else through."""
    try:
        yield
    except RuntimeProblem as problem:
        fail(str(problem))
    except Exception as problem:
        if (sentence := _sentence(problem)) is None:
            raise
        fail(sentence)


def fail(sentence: str) -> None:
    """End the program with a sentence."""
    sys.stderr.write(f"{sentence}\n")
    sys.exit(1)


def _sentence(problem: Exception) -> str | None:
    # Imported here: most commands never fail, and `lorecast up` should not wait for a database library.
    from sqlalchemy.exc import OperationalError

    from app.errors import DomainError
    from media.errors import MediaError

    if isinstance(problem, DomainError | MediaError):
        return str(problem)
    if isinstance(problem, OSError) and problem.errno in OF_THE_DISK:
        return f"{problem.strerror}: {problem.filename or 'the disk'}"
    if isinstance(problem, OperationalError):
        return f"The database cannot be reached: {str(problem.orig).strip()}"
    return None
