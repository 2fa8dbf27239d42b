"""Stages: one holder at a time, and a late finisher changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from app.domain import failures, recordings, stages
from app.domain.stages import Claim, LeaseLost
from app.models import Recording, RecordingStatus, Stage, StageName, Take
from app.models.base import now
from tests.cast import Player


@pytest.fixture
def recording(ada: Player, within) -> Recording:
    with within(ada) as session:
        recording = recordings.begin(session, ada.member, mime_type="audio/webm")
        recording.status = RecordingStatus.UPLOADED
        session.add(_take(recording))
        stages.queue(session, recording, StageName.NORMALISE)
        return recording


def _take(recording: Recording) -> Take:
    return Take(workspace_id=recording.workspace_id, recording_id=recording.id, number=0, parts_count=1, size_bytes=1)


def claimed(session: Session, recording: Recording) -> Claim:
    claim = stages.claim(session, recording.id, StageName.NORMALISE)
    assert claim is not None
    return claim


def run_out(session: Session, claim: Claim) -> None:
    session.get_one(Stage, claim.stage_id).leased_until = now() - timedelta(seconds=1)
    session.flush()


def test_only_one_holds_a_stage(ada: Player, within, recording: Recording) -> None:
    with within(ada) as session:
        claimed(session, recording)
        assert stages.claim(session, recording.id, StageName.NORMALISE) is None


def test_late_finisher_is_refused_after_a_newer_claim(ada: Player, within, recording: Recording) -> None:
    with within(ada) as session:
        frozen = claimed(session, recording)
        run_out(session, frozen)
        newer = claimed(session, recording)
        assert newer.attempt == frozen.attempt + 1
        assert not stages.beat(session, frozen)
        for late in (stages.hold, stages.finish, stages.release):
            with pytest.raises(LeaseLost):
                late(session, frozen)
        stages.finish(session, newer)
        assert stages.claim(session, recording.id, StageName.NORMALISE) is None


def test_overdue_stage_is_woken_once(ada: Player, within, recording: Recording) -> None:
    with within(ada) as session:
        session.execute(text("delete from procrastinate_jobs"))
        run_out(session, claimed(session, recording))
        while stages.requeue_overdue(session, limit=1_000):
            """Others of this database are overdue as well."""
        assert stages.requeue_overdue(session) == 0
        jobs = session.execute(text("select args from procrastinate_jobs where status = 'todo'")).all()
        mine = [args for (args,) in jobs if args["recording_id"] == str(recording.id)]
        assert len(mine) == 1


def test_many_that_wait_do_not_hide_the_one_that_is_stuck(ada: Player, within, recording: Recording) -> None:
    with within(ada) as session:
        session.execute(text("delete from procrastinate_jobs"))
        while stages.requeue_overdue(session, limit=1_000):
            """Everybody else of this database has a job that waits."""
        run_out(session, claimed(session, recording))
        session.execute(
            text("delete from procrastinate_jobs where args->>'recording_id' = :id"), {"id": str(recording.id)}
        )
        assert stages.requeue_overdue(session, limit=1) == 1


def test_three_failures_give_up_with_words(ada: Player, within, recording: Recording) -> None:
    with within(ada) as session:
        delays = []
        for _ in range(3):
            session.execute(text("delete from procrastinate_jobs"))
            delays.append(failures.fail(session, claimed(session, recording), "decoder_crashed", permanent=False))
        assert delays == [5, 30, None]
        stuck = session.get_one(Recording, recording.id)
        assert (stuck.status, stuck.reason) == (RecordingStatus.FAILED, "decoder_crashed")
        assert "damaged" in failures.sentence(stuck.reason)


def test_retry_starts_the_failed_stage_anew(ada: Player, within, recording: Recording) -> None:
    with within(ada) as session:
        failures.fail(session, claimed(session, recording), "not_audio", permanent=True)
        stuck = session.get_one(Recording, recording.id)
        recordings.retry(session, stuck)
        assert (stuck.status, stuck.reason) == (RecordingStatus.UPLOADED, None)
        assert stages.claim(session, recording.id, StageName.NORMALISE) is not None


def test_job_and_stage_are_rolled_back_together(ada: Player, within) -> None:
    with pytest.raises(ZeroDivisionError), within(ada) as session:
        recording = recordings.begin(session, ada.member, mime_type="audio/webm")
        stages.queue(session, recording, StageName.NORMALISE)
        raise ZeroDivisionError
    with within(ada) as session:
        jobs = session.scalars(text("select args->>'recording_id' from procrastinate_jobs")).all()
        assert str(recording.id) not in jobs


def test_a_flood_does_not_stand_before_everybody_else(ada: Player, cleo: Player, within) -> None:
    with within(ada) as session:
        session.execute(text("delete from procrastinate_jobs"))
        for _ in range(20):
            flood = recordings.begin(session, ada.member, mime_type="audio/webm")
            stages.queue(session, flood, StageName.NORMALISE)
    with within(cleo) as session:
        single = recordings.begin(session, cleo.member, mime_type="audio/webm")
        stages.queue(session, single, StageName.NORMALISE)
        order = session.scalars(
            text("select args->>'recording_id' from procrastinate_jobs order by priority desc, id")
        ).all()
    assert order.index(str(single.id)) <= 1
