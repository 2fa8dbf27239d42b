"""Lease: a claimed stage, kept alive by a thread while the work goes on, and the only way to save what comes of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TypeVar

from sqlmodel import Session

from app.config import settings
from app.db import transaction
from app.domain import stages
from app.domain.stages import Claim, LeaseLost
from worker.errors import Stopping
from worker.patience import DATABASE_AWAY, patiently

TICK_SECONDS = 0.5

Result = TypeVar("Result")


class Lease:
    """The right to save. Work asks `check` now and then whether going on makes sense."""

    def __init__(self, claim: Claim, stopping: Event) -> None:
        self.claim = claim
        self._stopping = stopping
        self._lost, self._done = Event(), Event()

    def check(self) -> None:
        """Raises Stopping when this worker ends, LeaseLost when somebody else has taken over."""
        if self._stopping.is_set():
            raise Stopping
        if self._lost.is_set():
            raise LeaseLost

    def read(self, act: Callable[[Session], Result]) -> Result:
        """One short reading transaction in the recording's workspace."""

        def once() -> Result:
            with transaction(self.claim.workspace_id) as session:
                return act(session)

        return patiently(once)

    def save(self, act: Callable[[Session], Result]) -> Result:
        """One short writing transaction that begins by holding the stage. Raises LeaseLost and then writes nothing."""

        def held(session: Session) -> Result:
            stages.hold(session, self.claim)
            return act(session)

        return self.read(held)

    def beat(self) -> None:
        """Keep the lease alive until the work is done, the lease is lost, or this worker ends."""
        waited = 0.0
        while not self._done.wait(TICK_SECONDS):
            waited += TICK_SECONDS
            if self._stopping.is_set():
                self.give_back()
                return
            if waited >= settings().worker_heartbeat_seconds:
                waited = 0.0
                self._prolong()

    def give_back(self) -> None:
        """At once, although the work may still be in the middle of something: whoever takes over fences it."""
        try:
            with transaction(self.claim.workspace_id) as session:
                stages.release(session, self.claim)
        except (LeaseLost, *DATABASE_AWAY):
            return

    def end(self) -> None:
        self._done.set()

    def _prolong(self) -> None:
        try:
            with transaction(self.claim.workspace_id) as session:
                is_ours = stages.beat(session, self.claim)
        except DATABASE_AWAY:
            return  # The lease may run out now; `hold` will tell.
        if not is_ours:
            self._lost.set()


@contextmanager
def kept(claim: Claim, stopping: Event) -> Iterator[Lease]:
    """The lease, alive inside."""
    lease = Lease(claim, stopping)
    heart = Thread(target=lease.beat, name=f"lease {claim.name}", daemon=True)
    heart.start()
    try:
        yield lease
    except Stopping:
        lease.give_back()
        raise
    finally:
        lease.end()
        heart.join()
