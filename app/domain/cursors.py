"""Cursors: where a list goes on. Opaque to programs: the order and the id of the last row they were shown."""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from app.errors import Invalid
from app.models.base import Row

When = TypeVar("When", bound=date)


def behind(row: Row, when: datetime | None = None) -> str:
    """Behind a row of a list by `when`, else `created_at`, and id. No plus sign: in an address it would be a space."""
    return f"{when or row.created_at:%Y-%m-%dT%H:%M:%S.%fZ}_{row.id}"


def moment(cursor: str) -> tuple[datetime, uuid.UUID]:
    """What `behind` wrote. Raises Invalid for anything else."""
    return parsed(cursor, datetime.fromisoformat)


def parsed(cursor: str, read: Callable[[str], When]) -> tuple[When, uuid.UUID]:
    """When and which, as `read` understands the first part. Raises Invalid for a cursor that is not one of ours."""
    try:
        when, id = cursor.split("_")
        return read(when), uuid.UUID(id)
    except ValueError:
        raise Invalid("This cursor is not one of ours.", field="cursor") from None
