"""Turns at the object store: so many requests at once wait for it, the others wait for those and hold nothing.

A store that hangs would otherwise hold every thread and every database connection of this process, and with them pages
that need no object at all.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated
from weakref import WeakKeyDictionary

from fastapi import Depends

from app.errors import Unavailable
from app.objects import objects
from media.storage import Storage

# A third of the threads that answer requests (anyio has 40) and of the database connections.
AT_ONCE = 10
WAIT_SECONDS = 20.0

# A semaphore belongs to its event loop; a process of ours has one, tests have several.
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def at_objects() -> AsyncIterator[Storage]:
    """The store, when it is this request's turn. Raises Unavailable after a while."""
    turns = _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    try:
        await asyncio.wait_for(turns.acquire(), WAIT_SECONDS)
    except TimeoutError:
        raise Unavailable from None
    try:
        yield objects()
    finally:
        turns.release()


# To be named before whoever is asking: their connection is opened only when it is their turn.
ObjectsInTurn = Annotated[Storage, Depends(at_objects, scope="function")]
