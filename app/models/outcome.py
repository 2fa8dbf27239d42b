"""Outcome: what came of a solution when somebody tried it."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.workspace import Membership


class OutcomeResult(StrEnum):
    WORKED = "worked"
    DID_NOT = "did_not"


class Outcome(WorkspaceRow, table=True):
    """One for each member and solution; leaving another replaces it. In words, by voice, or just the result.

    It belongs to the track's place in the playlist and not to the row of that place: a solution that is taken off the
    playlist and put back still has its outcomes.
    """

    __table_args__ = (
        neighbour("playlist_id", "playlist"),
        neighbour("track_id", "track"),
        neighbour("tried_by", "membership"),
        neighbour("voice_track_id", "track", ondelete="SET NULL (voice_track_id)"),
        UniqueConstraint("playlist_id", "track_id", "tried_by"),
        CheckConstraint("result in ('worked', 'did_not')", name="result"),
        addressable(),
    )

    playlist_id: uuid.UUID
    track_id: uuid.UUID = Field(index=True)
    tried_by: uuid.UUID = Field(index=True)
    result: OutcomeResult = Field(sa_type=String)
    sentence: str = Field(default="", max_length=500)
    voice_track_id: uuid.UUID | None = Field(default=None, index=True)
    updated_at: datetime = timestamp(default_now=True)
    deleted_at: datetime | None = timestamp()

    member: Membership = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Outcome.tried_by == Membership.id",
            "foreign_keys": "Outcome.tried_by",
            "viewonly": True,
        }
    )
