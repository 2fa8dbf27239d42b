"""What every table shares: ids, timestamps, and the workspace that a row belongs to.

A row of a workspace points at its neighbours by (workspace_id, id), so that no foreign key can ever cross a workspace.
Model files do not use `from __future__ import annotations`: SQLModel reads list relationships at run time.
"""

import uuid
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import DateTime, ForeignKeyConstraint, UniqueConstraint, func
from sqlmodel import Field, SQLModel


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC)


def timestamp(*, default_now: bool = False, **options: Any) -> Any:
    """A `timestamptz` column; with `default_now` filled in by PostgreSQL too."""
    if default_now:
        return Field(
            default_factory=now,
            sa_type=DateTime(timezone=True),
            sa_column_kwargs={"server_default": func.now(), "nullable": False},
            **options,
        )
    return Field(default=None, sa_type=DateTime(timezone=True), **options)


SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """A row with an opaque random id, which tells nobody when it was made or how many there are."""

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    created_at: datetime = timestamp(default_now=True)


class WorkspaceRow(Row):
    """A row that lives in one workspace. Migrations put FORCE ROW LEVEL SECURITY on its table."""

    row_security: ClassVar[bool] = True

    workspace_id: uuid.UUID = Field(foreign_key="workspace.id", ondelete="CASCADE", index=True)


def neighbour(column: str, table: str, *, ondelete: str = "CASCADE") -> ForeignKeyConstraint:
    """A foreign key that stays inside the workspace."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"], ondelete=ondelete)


def addressable() -> UniqueConstraint:
    """What `neighbour` needs on the table it points at."""
    return UniqueConstraint("workspace_id", "id")


def loaded(relationship: Any) -> Any:
    """A relationship as SQLAlchemy's loader options want it; SQLModel types it as what it holds."""
    return relationship
