"""ObjectDeletion: objects whose rows are gone, to be deleted from the store. Triggers write it with the row's end.

    noted ─► emptied_at, after the grace ─► emptied once more, for what a frozen worker wrote late ─► forgotten

It carries ids and no content, and has no row security: the workspace may be gone already.
"""

from datetime import datetime

from app.models.base import Row, timestamp


class ObjectDeletion(Row, table=True):
    """Everything below `prefix`, a folder of media/keys.py."""

    __tablename__ = "object_deletion"

    prefix: str
    created_at: datetime = timestamp(default_now=True, index=True)
    emptied_at: datetime | None = timestamp()
