"""What must be true of a recording after any trouble: everything is there, and nothing is there twice."""

from collections.abc import Callable
from itertools import pairwise
from time import monotonic, sleep
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, select

from app.db import transaction
from app.models import Passage, Recording, RecordingStatus, Segment, Stage, Transcript
from app.objects import objects
from tests.worker.recorded import found, rendition_keys
from worker.patience import patiently

# Between two sentences of something that is said without a pause; whoever takes over begins behind the last one.
GAP_MAX_MS = 1_000


def wait_until(is_so: Callable[[], bool], what: str, *, seconds: float = 120, every: float = 0.05) -> float:
    """How many seconds it took; a database that is away meanwhile is no answer."""
    began = monotonic()
    while not patiently(is_so):
        assert monotonic() - began < seconds, f"waited {seconds} s for {what}"
        sleep(every)
    return monotonic() - began


def unsettled(workspace_id: UUID) -> int:
    """How many recordings of a workspace are neither ready nor failed."""
    with transaction(workspace_id) as session:
        settled = [RecordingStatus.READY, RecordingStatus.FAILED]
        waiting = select(Recording.id).where(Recording.status.not_in(settled))  # type: ignore[attr-defined]
        return len(session.exec(waiting).all())


def segments_of(recording: Recording) -> list[Segment]:
    with transaction(recording.workspace_id) as session:
        return _segments(session, recording)


def lost_or_twice(recording: Recording, *, is_gapless: bool = True) -> list[str]:
    """What is wrong with a recording that must be ready; nothing of it may be missing, and nothing be there twice."""
    now = found(recording)
    with transaction(recording.workspace_id) as session:
        segments, counts = _segments(session, recording), _counts(session, recording)
        duration_ms = now.duration_ms or 0
    wrong = [f"{name}: {count}" for name, count in counts.items() if count != 1]
    if now.status != RecordingStatus.READY:
        wrong.append(f"{now.status} {now.reason}")
    wrong += _wrong_segments(segments, duration_ms if is_gapless else 0)
    keys = rendition_keys(recording)
    if now.rendition is None or keys != [now.rendition.key]:
        wrong.append(f"renditions in the store: {keys}")
    return wrong


def _wrong_segments(segments: list[Segment], duration_ms: int) -> list[str]:
    wrong = [] if [one.number for one in segments] == [*range(len(segments))] else ["numbers"]
    spans = [(one.start_ms, one.end_ms) for one in segments]
    wrong += [f"said twice: {one} {two}" for one, two in pairwise(spans) if two[0] < one[1]]
    if duration_ms:
        around = [(0, 0), *spans, (duration_ms, duration_ms)]
        wrong += [f"lost: {one} {two}" for one, two in pairwise(around) if two[0] - one[1] > GAP_MAX_MS]
    return wrong


def _counts(session: Session, recording: Recording) -> dict[str, int]:
    id = recording.id
    one_each = {"transcripts": Transcript, "stages a third": Stage}
    counts = {name: len(session.exec(select(t.id).where(t.recording_id == id)).all()) for name, t in one_each.items()}
    counts["stages a third"] //= 3
    passages = session.exec(select(Passage.start_ms, Passage.text).where(Passage.track_id == recording.track_id)).all()
    counts["passages twice"] = 1 + len(passages) - len(set(passages))
    for table in ("rendition", "waveform"):
        rows = session.execute(text(f"select count(*) from {table} where recording_id = :id"), {"id": id})
        counts[table] = int(rows.scalar_one())
    return counts


def _segments(session: Session, recording: Recording) -> list[Segment]:
    of_it = select(Segment).join(Transcript).where(Transcript.recording_id == recording.id)
    return list(session.exec(of_it.order_by(Segment.number)))  # type: ignore[arg-type]


def jobs_left(workspace_id: UUID) -> int:
    """Jobs of a workspace that wait for a worker. Those that dead workers held are forgotten half a minute later."""
    with transaction() as session:
        mine = text("select count(*) from procrastinate_jobs where status = 'todo' and args ->> 'workspace_id' = :id")
        return int(session.execute(mine, {"id": str(workspace_id)}).scalar_one())


def pointing_at_nothing(workspace_id: UUID) -> list[str]:
    """Keys in rows, of parts and renditions, that the store does not have."""
    return sorted(_keys_in_rows(workspace_id) - _keys_in_store(workspace_id))


def pointed_at_by_nothing(workspace_id: UUID) -> list[str]:
    """Keys in the store that no row knows."""
    return sorted(_keys_in_store(workspace_id) - _keys_in_rows(workspace_id))


def _keys_in_rows(workspace_id: UUID) -> set[str]:
    with transaction(workspace_id) as session:
        return {
            key
            for table in ("part", "rendition")
            for key in session.execute(text(f"select key from {table}")).scalars()
        }


def _keys_in_store(workspace_id: UUID) -> set[str]:
    return {info.key for info in objects().list(f"workspaces/{workspace_id}/")}
