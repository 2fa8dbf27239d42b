"""Note: a comment on a track, in text or voice, pinned to a time or to the whole, with replies."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.track import Track
from app.models.workspace import Membership


class Note(WorkspaceRow, table=True):
    """`at_ms` counts from the track's start; None is the whole track. Replies have a `parent_id` and go one level deep.

    A question without a name has no author at all, and of its time only the day: docs/anonymous-questions.md.
    """

    __table_args__ = (
        addressable(),
        neighbour("track_id", "track"),
        neighbour("author_id", "membership"),
        neighbour("parent_id", "note"),
        neighbour("voice_track_id", "track"),
        CheckConstraint("at_ms >= 0", name="at"),
        CheckConstraint("text <> '' or voice_track_id is not null", name="said"),
        CheckConstraint("author_id is not null or mod(extract(epoch from created_at), 86400) = 0", name="nameless"),
        CheckConstraint("author_id is not null or (voice_track_id is null and edited_at is null)", name="untraceable"),
    )

    track_id: uuid.UUID = Field(index=True)
    author_id: uuid.UUID | None = Field(default=None, index=True)
    parent_id: uuid.UUID | None = Field(default=None, index=True)
    voice_track_id: uuid.UUID | None = Field(default=None, index=True)
    at_ms: int | None = None
    text: str = Field(default="", max_length=5_000)
    edited_at: datetime | None = timestamp()
    deleted_at: datetime | None = timestamp()

    author: Membership | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Note.author_id == Membership.id",
            "foreign_keys": "Note.author_id",
            "viewonly": True,
        }
    )
    voice: Track | None = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Note.voice_track_id == Track.id",
            "foreign_keys": "Note.voice_track_id",
            "viewonly": True,
        }
    )

    @property
    def is_nameless(self) -> bool:
        """Asked without a name."""
        return self.author_id is None
