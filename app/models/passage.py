"""Passage: about thirty words of a track, or its title, as search sees them. Vocabulary: the words of a workspace.

Both are derived: domain/passages.py writes passages, triggers count the vocabulary. A passage is never changed.
"""

import uuid
from typing import Any, ClassVar

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import BigInteger, Column, Computed, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel

from app.models.base import WorkspaceRow, neighbour


class Passage(WorkspaceRow, table=True):
    """`track_passages`: how many passages its track has, which says how long the track is."""

    __table_args__ = (
        neighbour("track_id", "track"),
        Index("ix_passage_track_id", "track_id", "start_ms"),
        Index("ix_passage_tsv", "workspace_id", "tsv", postgresql_using="gin"),
        Index("ix_passage_title", "workspace_id", "tsv", postgresql_using="gin", postgresql_where=text("is_title")),
        Index(
            "ix_passage_embedding",
            "embedding",
            postgresql_using="hnsw",
            postgresql_ops={"embedding": "halfvec_ip_ops"},
        ),
    )

    track_id: uuid.UUID
    is_title: bool = False
    start_ms: int
    end_ms: int
    language: str | None = Field(default=None, max_length=8)
    text: str
    track_passages: int
    tsv: Any = Field(
        default=None,
        sa_column=Column(
            TSVECTOR,
            Computed("to_tsvector(search_config(language), search_words(text))", persisted=True),
            nullable=False,
        ),
    )
    embedding: Any = Field(default=None, sa_column=Column(HALFVEC(384), nullable=True))


class Vocabulary(SQLModel, table=True):
    """A word as it is said (small letters, no accents), its stem, and in how many passages it stands."""

    row_security: ClassVar[bool] = True
    __table_args__ = (
        Index("ix_vocabulary_word", "workspace_id", "word", "lexeme", "passages_count"),
        Index("ix_vocabulary_lexeme", "workspace_id", "lexeme", postgresql_include=["passages_count"]),
        Index(
            "ix_vocabulary_near",
            "workspace_id",
            "word",
            postgresql_using="gin",
            postgresql_ops={"word": "gin_trgm_ops"},
        ),
    )

    workspace_id: uuid.UUID = Field(sa_column=Column(ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True))
    language: str = Field(sa_column=Column(String(8, collation="C"), primary_key=True))
    word: str = Field(sa_column=Column(String(collation="C"), primary_key=True))
    lexeme: str = Field(sa_column=Column(String(collation="C"), nullable=False))
    passages_count: int = Field(sa_type=BigInteger)


class SearchSize(SQLModel, table=True):
    """How much there is to search in a workspace; titles count among the passages."""

    __tablename__ = "search_size"
    row_security: ClassVar[bool] = True

    workspace_id: uuid.UUID = Field(sa_column=Column(ForeignKey("workspace.id", ondelete="CASCADE"), primary_key=True))
    passages_count: int = Field(sa_type=BigInteger)
    titles_count: int = Field(sa_type=BigInteger)
