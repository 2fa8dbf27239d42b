"""Readiness: what must be as it should before this process is given work. Each part tells its trouble in a sentence."""

import shutil
from collections.abc import Callable
from functools import cache

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from app import db
from app.config import settings
from app.domain import queue_depths
from app.errors import Unavailable
from media.errors import MediaError
from media.storage import Storage

Look = Callable[[Session, Storage], str | None]
BEHIND = "The database is not of this version: run `lorecast migrate`."


def trouble(storage: Storage) -> tuple[str, str] | None:
    """The first part that is not as it should be, and what is wrong with it."""
    try:
        with db.transaction() as session:
            troubles = ((part, look(session, storage)) for part, look in PARTS.items())
            return next(((part, sentence) for part, sentence in troubles if sentence), None)
    except (DBAPIError, PoolTimeout):
        return "database", Unavailable().sentence


def database(session: Session, _: Storage) -> str | None:
    """What it raises when it is away is told by `trouble`."""
    session.execute(text("select 1"))
    return None


def migrations(session: Session, _: Storage) -> str | None:
    """A database that is ahead is one being upgraded: this process is the old one, and still works."""
    try:
        with session.begin_nested():
            there = set(session.scalars(text("select version_num from alembic_version")))
    except DBAPIError:
        return BEHIND
    return BEHIND if there & _older() else None


def queue(session: Session, _: Storage) -> str | None:
    queue_depths.waiting(session)
    session.execute(text("select 1 from procrastinate_jobs limit 1"))
    return None


def objects(_: Session, storage: Storage) -> str | None:
    try:
        storage.ping()
    except MediaError as error:
        return str(error)
    return None


def disk(_: Session, __: Storage) -> str | None:
    """Of the data folder, or where it would be."""
    place = settings().data.expanduser().resolve()
    there = next(path for path in (place, *place.parents) if path.exists())
    free_mb = shutil.disk_usage(there).free // 1024**2
    return f"Only {free_mb} MB are free on the disk." if free_mb < settings().disk_min_mb else None


PARTS: dict[str, Look] = {
    "database": database,
    "migrations": migrations,
    "queue": queue,
    "objects": objects,
    "disk": disk,
}


@cache
def _older() -> set[str]:
    """The versions that this code knows and is beyond."""
    return db.revisions() - {db.newest_revision()}
