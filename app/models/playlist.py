"""Playlist: an ordered, named collection. PlaylistItem: a place in it. PlaylistGrant: who may do what with it."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlmodel import Field, Relationship

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.track import Track
from app.models.workspace import Membership


class PlaylistKind(StrEnum):
    EXPERT = "expert"
    COLLABORATIVE = "collaborative"
    ONBOARDING = "onboarding"


class Right(StrEnum):
    """What somebody may do with a playlist; each includes the ones before it."""

    LISTEN = "listen"
    ADD = "add"
    EDIT = "edit"


class Contribution(StrEnum):
    """What a track is to the problem of a collaborative playlist."""

    INPUT = "input"
    OPINION = "opinion"
    SOLUTION = "solution"


class Playlist(WorkspaceRow, table=True):
    """`version` counts edits, so that the second of two editors is told.

    `description` says what it is about; of a collaborative playlist that is its problem, which `problem_track_id` may
    say aloud. `guidelines` help whoever adds a track. `anonymous_at`: since when questions may be asked without a name.
    """

    __table_args__ = (
        addressable(),
        neighbour("created_by", "membership"),
        neighbour("problem_track_id", "track", ondelete="SET NULL (problem_track_id)"),
        CheckConstraint("kind in ('expert', 'collaborative', 'onboarding')", name="kind"),
        Index("ix_playlist_shelf", "workspace_id", "updated_at", "id"),
    )

    kind: PlaylistKind = Field(default=PlaylistKind.COLLABORATIVE, sa_type=String)
    title: str = Field(max_length=200)
    description: str = Field(default="", max_length=5_000)
    guidelines: str = Field(default="", max_length=5_000)
    problem_track_id: uuid.UUID | None = Field(default=None, index=True)
    due_at: datetime | None = timestamp()
    anonymous_at: datetime | None = timestamp()
    created_by: uuid.UUID
    version: int = Field(default=1)
    updated_at: datetime = timestamp(default_now=True)
    deleted_at: datetime | None = timestamp()

    creator: Membership = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "foreign_keys": "Playlist.created_by",
            "primaryjoin": "Playlist.created_by == Membership.id",
            "viewonly": True,
        }
    )
    items: list["PlaylistItem"] = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "Playlist.id == PlaylistItem.playlist_id",
            "foreign_keys": "PlaylistItem.playlist_id",
            "order_by": "PlaylistItem.position",
            "viewonly": True,
        }
    )


class PlaylistItem(WorkspaceRow, table=True):
    """Positions count from 0 without holes; the constraint is checked at commit so that a move is one statement.

    `accepted_at`: since when the asker counts this solution among those that help.
    """

    __tablename__ = "playlist_item"
    __table_args__ = (
        neighbour("playlist_id", "playlist"),
        neighbour("track_id", "track"),
        neighbour("added_by", "membership"),
        UniqueConstraint("playlist_id", "track_id"),
        UniqueConstraint("playlist_id", "position", deferrable=True, initially="DEFERRED"),
        neighbour("accepted_by", "membership", ondelete="SET NULL (accepted_by)"),
        CheckConstraint("contribution in ('input', 'opinion', 'solution')", name="contribution"),
        CheckConstraint(
            "accepted_at is null or contribution is not distinct from 'solution'", name="accepted_solution"
        ),
        addressable(),
    )

    playlist_id: uuid.UUID
    track_id: uuid.UUID = Field(index=True)
    added_by: uuid.UUID
    position: int = Field(ge=0)
    contribution: Contribution | None = Field(default=None, sa_type=String)
    accepted_at: datetime | None = timestamp()
    accepted_by: uuid.UUID | None = None

    track: Track = Relationship(
        sa_relationship_kwargs={
            "lazy": "raise",
            "primaryjoin": "PlaylistItem.track_id == Track.id",
            "foreign_keys": "PlaylistItem.track_id",
            "viewonly": True,
        }
    )


class PlaylistGrant(WorkspaceRow, table=True):
    """A right for one membership, for the members of one group, or, with neither, for the workspace but its guests."""

    __tablename__ = "playlist_grant"
    __table_args__ = (
        neighbour("playlist_id", "playlist"),
        neighbour("membership_id", "membership"),
        neighbour("group_id", "group"),
        UniqueConstraint("playlist_id", "membership_id", "group_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("membership_id is null or group_id is null", name="one"),
        CheckConstraint("\"right\" in ('listen', 'add', 'edit')", name="right"),
    )

    playlist_id: uuid.UUID
    membership_id: uuid.UUID | None = Field(default=None, index=True)
    group_id: uuid.UUID | None = Field(default=None, index=True)
    right: Right = Field(default=Right.LISTEN, sa_type=String)
