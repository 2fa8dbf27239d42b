"""Assignment: a playlist somebody is asked to hear. Those of one hire, in order, are their path."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.playlist import Playlist
from app.models.workspace import Membership


class Assignment(WorkspaceRow, table=True):
    """`position` orders the hire's path; holes are fine. `due_on` is a kind suggestion and nothing else.

    `progress_shared_at`: since when the hire lets the mentor see which tracks are heard. Only the hire sets it.
    """

    __table_args__ = (
        addressable(),
        neighbour("playlist_id", "playlist"),
        neighbour("hire_id", "membership"),
        neighbour("mentor_id", "membership"),
        CheckConstraint("hire_id <> mentor_id", name="two"),
        Index(
            "uq_assignment_living", "hire_id", "playlist_id", unique=True, postgresql_where=text("removed_at is null")
        ),
    )

    playlist_id: uuid.UUID = Field(index=True)
    hire_id: uuid.UUID
    mentor_id: uuid.UUID = Field(index=True)
    position: int = Field(ge=0)
    due_on: date | None = None
    progress_shared_at: datetime | None = timestamp()
    removed_at: datetime | None = timestamp()

    playlist: Playlist = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Assignment.playlist_id == Playlist.id",
            "foreign_keys": "Assignment.playlist_id",
            "viewonly": True,
        }
    )
    hire: Membership = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Assignment.hire_id == Membership.id",
            "foreign_keys": "Assignment.hire_id",
            "viewonly": True,
        }
    )
    mentor: Membership = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Assignment.mentor_id == Membership.id",
            "foreign_keys": "Assignment.mentor_id",
            "viewonly": True,
        }
    )
