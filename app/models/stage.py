"""Stage: one step of a recording's way through the worker, with its attempt and its lease.

The queue only wakes workers; who holds what, and since when, is written here. The table carries ids and codes and no
content, and has no row security, because the sweep looks across workspaces.
"""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlmodel import Field

from app.models.base import WorkspaceRow, neighbour, timestamp


class StageName(StrEnum):
    NORMALISE = "normalise"
    TRANSCRIBE = "transcribe"
    INDEX = "index"


class Stage(WorkspaceRow, table=True):
    """`attempt` fences: it grows with every claim, and only the holder of the newest may write.

    `failures` counts errors that were caught, `interruptions` claims whose lease ran out without a word.
    `trace_id` is that of the request that queued it: the worker's log lines bear it too.
    """

    row_security: ClassVar[bool] = False

    __table_args__ = (
        neighbour("recording_id", "recording"),
        UniqueConstraint("recording_id", "name"),
        CheckConstraint("name in ('normalise', 'transcribe', 'index')", name="name"),
    )

    recording_id: uuid.UUID
    name: StageName = Field(sa_type=String)
    attempt: int = Field(default=0)
    failures: int = Field(default=0)
    interruptions: int = Field(default=0)
    queued_at: datetime = timestamp(default_now=True)
    leased_until: datetime | None = timestamp()
    finished_at: datetime | None = timestamp()
    failed_at: datetime | None = timestamp()
    reason: str | None = None
    trace_id: str | None = Field(default=None, max_length=64)
