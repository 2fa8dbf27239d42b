"""How long after a kill the work that was in its hands gets on again, seen from outside, in the rows."""

from dataclasses import dataclass
from threading import Event, Lock, Thread
from time import monotonic
from uuid import UUID

from sqlmodel import Session, func, select

from app.db import transaction
from app.models import Segment, Stage, StageName, Transcript
from tests.faults.crew import Held
from worker.patience import patiently

LOOK_EVERY_SECONDS = 0.1


@dataclass
class Loss:
    """What was in a killed worker's hands, and how far it was."""

    stage: StageName
    recording_id: UUID
    killed_at: float
    sentences: int


class Recovery(Thread):
    """Watches until everything that was lost has got on: its stage is settled, or a further sentence is saved."""

    def __init__(self, workspace_id: UUID) -> None:
        super().__init__(name="recovery", daemon=True)
        self._workspace_id = workspace_id
        self._waiting: list[Loss] = []
        self._over, self._lock = Event(), Lock()
        self.seconds: list[float] = []

    def begin(self, held: list[Held]) -> None:
        """A worker was killed just now with this in its hands; for what was killed before, the time begins again."""
        lost = [Loss(stage, id, monotonic(), patiently(lambda id=id: self._sentences(id))) for stage, id in held]
        with self._lock:
            self._waiting = [one for one in self._waiting if (one.stage, one.recording_id) not in held] + lost

    def run(self) -> None:
        while not self._over.wait(LOOK_EVERY_SECONDS):
            with self._lock:
                self._waiting = [loss for loss in self._waiting if not self._is_over(loss)]

    def _is_over(self, loss: Loss) -> bool:
        is_over = patiently(lambda: self._got_on(loss))
        if is_over:
            self.seconds.append(monotonic() - loss.killed_at)
        return is_over

    def end(self) -> None:
        """To be called when all is settled: what is waited for still has never recovered."""
        Event().wait(3 * LOOK_EVERY_SECONDS)
        self._over.set()
        self.join()
        assert self._waiting == []

    def _got_on(self, loss: Loss) -> bool:
        with transaction(self._workspace_id) as session:
            mine = select(Stage).where(Stage.recording_id == loss.recording_id, Stage.name == loss.stage)
            stage = session.exec(mine).one()
            return (
                bool(stage.finished_at or stage.failed_at) or self._count(session, loss.recording_id) > loss.sentences
            )

    def _sentences(self, recording_id: UUID) -> int:
        with transaction(self._workspace_id) as session:
            return self._count(session, recording_id)

    @staticmethod
    def _count(session: Session, recording_id: UUID) -> int:
        of_it = select(func.count()).select_from(Segment).join(Transcript)
        return session.exec(of_it.where(Transcript.recording_id == recording_id)).one()
