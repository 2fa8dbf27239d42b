"""Template: a playlist to start from, with its cards. Those that come with Lorecast are in app/playlist_templates."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.models.base import WorkspaceRow, addressable, neighbour, timestamp
from app.models.playlist import PlaylistKind


class Template(WorkspaceRow, table=True):
    """One that a workspace made itself. `cards` are {title, prompt} in order."""

    __table_args__ = (
        addressable(),
        neighbour("created_by", "membership"),
        CheckConstraint("kind in ('expert', 'collaborative', 'onboarding')", name="kind"),
    )

    kind: PlaylistKind = Field(default=PlaylistKind.EXPERT, sa_type=String)
    title: str = Field(max_length=200)
    description: str = Field(default="", max_length=5_000)
    guidelines: str = Field(default="", max_length=5_000)
    cards: list[dict[str, str]] = Field(default_factory=list, sa_type=JSONB)
    created_by: uuid.UUID
    deleted_at: datetime | None = timestamp()
