"""Confirmation: a person's word that what the model was unsure of is right."""

import uuid

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from app.models.base import WorkspaceRow, neighbour


class Confirmation(WorkspaceRow, table=True):
    """A word of a sentence, as the model heard it. By its text and not its place: words may be cut from before it."""

    __table_args__ = (
        neighbour("segment_id", "segment"),
        neighbour("confirmed_by", "membership"),
        UniqueConstraint("segment_id", "word"),
    )

    segment_id: uuid.UUID
    confirmed_by: uuid.UUID = Field(index=True)
    word: str
