"""Dots on the picture of the voice, and what is told of when somebody asked without a name."""

import uuid
from datetime import UTC, datetime, timedelta

from app.domain.notes import Talk
from app.models import Note
from app.note_pages import dots, week


def talk(at_ms: int | None) -> Talk:
    return Talk(Note(workspace_id=uuid.uuid4(), track_id=uuid.uuid4(), text="Why?", at_ms=at_ms))


def test_each_moment_with_a_note_has_one_dot() -> None:
    assert dots([talk(0), talk(30_000), talk(30_000), talk(None)], 60_000) == "M0 50h0M500 50h0"
    assert dots([talk(1)], None) == ""


def test_a_week_is_all_that_is_told() -> None:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    assert {week(today), week(monday)} == {"this week"}
    assert week(monday - timedelta(days=1)) == "last week"
    assert week(datetime(2025, 3, 4, tzinfo=UTC)) == "in March 2025"
