"""What died or got lost comes back, and nothing that is in use is deleted."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from app.db import transaction
from app.domain import stages
from app.models import Recording, RecordingStatus, Stage, StageName
from app.models.base import now
from app.objects import objects
from media import keys
from tests.cast import Player
from tests.worker import sounds
from tests.worker.conftest import Run
from tests.worker.recorded import found, record, rendition_keys, stage_of
from worker import leftovers
from worker.sweep import sweep


def waiting_jobs(recording: Recording) -> int:
    with transaction() as session:
        mine = "select count(*) from procrastinate_jobs where args ->> 'recording_id' = :id and status = 'todo'"
        return int(session.execute(text(mine), {"id": str(recording.id)}).scalar() or 0)


def seconds_to_wait(recording: Recording) -> int:
    with transaction() as session:
        mine = "select scheduled_at from procrastinate_jobs where args ->> 'recording_id' = :id"
        scheduled_at = session.execute(text(mine), {"id": str(recording.id)}).scalar_one()
    return round((scheduled_at - now()).total_seconds()) if scheduled_at else 0


def forget_jobs(recording: Recording) -> None:
    with transaction() as session:
        mine = "delete from procrastinate_jobs where args ->> 'recording_id' = :id"
        session.execute(text(mine), {"id": str(recording.id)})


def change_stage(recording: Recording, name: StageName, **values: object) -> None:
    with transaction(recording.workspace_id) as session:
        stage = session.get_one(Stage, stage_of(recording, name).id)
        for field, value in values.items():
            setattr(stage, field, value)


def recorded(player: Player) -> Recording:
    return record(player, sounds.wav(sounds.buzz(3)))


def test_stage_of_a_dead_worker_is_brought_back(ada: Player) -> None:
    recording = recorded(ada)
    forget_jobs(recording)
    change_stage(recording, StageName.NORMALISE, leased_until=now() - timedelta(seconds=1))
    sweep()
    assert waiting_jobs(recording) == 1


def test_what_took_workers_down_again_and_again_is_kept_apart(ada: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else those that were in the same hands by chance would go down with it each time, and be given up too."""
    monkeypatch.setattr(stages, "secrets", SimpleNamespace(randbelow=lambda below: below - 1))
    once, often = recorded(ada), recorded(ada)
    for recording, interruptions in ((once, 1), (often, 4)):
        forget_jobs(recording)
        past = now() - timedelta(seconds=1)
        change_stage(recording, StageName.NORMALISE, leased_until=past, interruptions=interruptions)
    sweep()
    assert [seconds_to_wait(once), seconds_to_wait(often)] == [0, 16]


def test_what_was_begun_goes_before_what_waits(ada: Player) -> None:
    begun, waiting = recorded(ada), recorded(ada)
    forget_jobs(begun)
    change_stage(begun, StageName.NORMALISE, leased_until=now() - timedelta(seconds=1))
    sweep()
    with transaction() as session:
        both = "select args ->> 'recording_id' from procrastinate_jobs where args ->> 'recording_id' in (:one, :other)"
        order = session.execute(
            text(f"{both} order by priority desc, id"), {"one": str(begun.id), "other": str(waiting.id)}
        )
        assert [*order.scalars()] == [str(begun.id), str(waiting.id)]


def test_lost_job_is_replaced_after_a_while(ada: Player) -> None:
    recording = recorded(ada)
    forget_jobs(recording)
    sweep()
    assert waiting_jobs(recording) == 0
    change_stage(recording, StageName.NORMALISE, queued_at=now() - timedelta(minutes=1))
    sweep()
    sweep()
    assert waiting_jobs(recording) == 1


def test_stage_that_is_worked_on_is_left_alone(ada: Player) -> None:
    recording = recorded(ada)
    forget_jobs(recording)
    change_stage(recording, StageName.NORMALISE, leased_until=now() + timedelta(seconds=10))
    sweep()
    assert waiting_jobs(recording) == 0


def test_dead_workers_and_the_jobs_they_held_are_forgotten(ada: Player) -> None:
    recording = recorded(ada)
    with transaction() as session:
        stale = "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id"
        dead = session.execute(text(stale)).scalar()
        hold = "update procrastinate_jobs set status = 'doing', worker_id = :dead where args ->> 'recording_id' = :id"
        session.execute(text(hold), {"dead": dead, "id": str(recording.id)})
    sweep()
    with transaction() as session:
        assert session.execute(text("select 1 from procrastinate_workers where id = :id"), {"id": dead}).first() is None
        held = "select 1 from procrastinate_jobs where args ->> 'recording_id' = :id and status = 'doing'"
        assert session.execute(text(held), {"id": str(recording.id)}).first() is None


def test_stage_that_took_its_worker_down_too_often_is_given_up(ada: Player, run: Run) -> None:
    recording = recorded(ada)
    change_stage(recording, StageName.NORMALISE, interruptions=10)
    run(recording, StageName.NORMALISE)
    assert (found(recording).status, found(recording).reason) == (RecordingStatus.FAILED, "interrupted")


def test_what_a_dead_attempt_wrote_goes_and_the_rendition_stays(ada: Player, run: Run) -> None:
    recording = recorded(ada)
    change_stage(recording, StageName.NORMALISE, attempt=1)
    run(recording, StageName.NORMALISE)
    late = keys.rendition_key(recording.workspace_id, recording.id, 1)
    objects().put(late, b"late", "audio/mp4")
    kept = found(recording).rendition
    assert kept is not None
    leftovers.sweep(objects())
    assert late in rendition_keys(recording), "it may still be on its way into a row"
    change_stage(recording, StageName.NORMALISE, finished_at=now() - timedelta(hours=3))
    leftovers.sweep(objects())
    assert rendition_keys(recording) == [kept.key]
