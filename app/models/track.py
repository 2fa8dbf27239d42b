"""Track: one spoken piece with one author. It lives in the workspace library and can stand in several playlists."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, text
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.workspace import Membership

if TYPE_CHECKING:
    from app.models.recording import Recording


class Track(WorkspaceRow, table=True):
    """`titled_at` is empty while the title is automatic: then the first sentence may still become the title.

    `about_track_id`: a voice note. It is no piece of the library; whoever hears that track hears this one too.
    """

    __table_args__ = (
        addressable(),
        neighbour("author_id", "membership"),
        neighbour("about_track_id", "track"),
        Index("ix_track_library", "workspace_id", "created_at", "id"),
        Index("ix_track_deleted", "workspace_id", "deleted_at", postgresql_where=text("deleted_at is not null")),
    )

    author_id: uuid.UUID = Field(index=True)
    about_track_id: uuid.UUID | None = Field(default=None, index=True)
    title: str = Field(max_length=200)
    titled_at: datetime | None = timestamp()
    version: int = Field(default=1)
    updated_at: datetime = timestamp(default_now=True)
    deleted_at: datetime | None = timestamp()

    author: Membership = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Track.author_id == Membership.id",
            "foreign_keys": "Track.author_id",
            "viewonly": True,
        }
    )
    recording: "Recording" = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "uselist": False,
            "primaryjoin": "Track.id == Recording.track_id",
            "foreign_keys": "Recording.track_id",
            "viewonly": True,
        }
    )
