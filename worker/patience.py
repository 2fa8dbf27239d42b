"""Patience with a database that restarts: a whole transaction is tried again until the database is back."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

PATIENCE_SECONDS = 60.0
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.2, 3.0

# A connection that broke, a server that starts, a full disk, a pool without a free connection: all of them pass.
DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeout)

Result = TypeVar("Result")


def patiently(act: Callable[[], Result], *, seconds: float = PATIENCE_SECONDS) -> Result:
    """Does `act`, again and again while the database is away, then raises.

    A commit whose answer got lost is done twice, so `act` must find out by itself that it was already done.
    """
    deadline = time.monotonic() + seconds
    wait = FIRST_WAIT_SECONDS
    while True:
        try:
            return act()
        except DATABASE_AWAY:
            if time.monotonic() + wait > deadline:
                raise
        time.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT_SECONDS)
