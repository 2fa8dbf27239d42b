"""HelpCall: a hire says at a track of their path: I need help here. The mentor answers it, or helps and says so."""

import uuid
from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, Relationship

from app.models.assignment import Assignment
from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.track import Track


class HelpCall(WorkspaceRow, table=True):
    """`helped_at`: since when the mentor takes it for done, with an `answer` or without one."""

    __tablename__ = "help_call"
    __table_args__ = (
        addressable(),
        neighbour("assignment_id", "assignment"),
        neighbour("track_id", "track"),
        Index(
            "uq_help_call_open",
            "assignment_id",
            "track_id",
            unique=True,
            postgresql_where=text("helped_at is null and removed_at is null"),
        ),
    )

    assignment_id: uuid.UUID
    track_id: uuid.UUID = Field(index=True)
    sentence: str = Field(default="", max_length=1_000)
    answer: str = Field(default="", max_length=1_000)
    helped_at: datetime | None = timestamp()
    removed_at: datetime | None = timestamp()

    track: Track = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "HelpCall.track_id == Track.id",
            "foreign_keys": "HelpCall.track_id",
            "viewonly": True,
        }
    )
    assignment: Assignment = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "HelpCall.assignment_id == Assignment.id",
            "foreign_keys": "HelpCall.assignment_id",
            "viewonly": True,
        }
    )
