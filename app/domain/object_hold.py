"""Objects are not deleted while a backup copies them: what its snapshot points at must still be there.

One advisory lock of PostgreSQL. A backup holds it alone, whoever deletes shares it; both let go of it when their
connection ends, however it ends.
"""

from sqlalchemy import func, select
from sqlmodel import Session

LOCK = 7_015_672_378


def allowed(session: Session) -> bool:
    """Whether objects may be deleted until this transaction ends. False: a backup copies, a later sweep deletes."""
    return bool(session.scalars(select(func.pg_try_advisory_xact_lock_shared(LOCK))).one())
