"""The empty place that a backup is restored into: its roles, and whether it is empty."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, pool

from app import db
from app.backup import database, programs
from app.backup.errors import BackupProblem, Damaged, NotEmpty, TooNew
from app.backup.manifest import Manifest
from app.config import settings
from media.storage import Storage
from migrations.search_role import SEARCH_ROLE, create_search_role, own_by_search_role
from migrations.security import create_app_role

PREFIX = "workspaces/"
ALL_OR_NOTHING = ("--single-transaction", "--exit-on-error")
TABLES = "select count(*) from pg_tables where schemaname = 'public'"
NOT_HANDED_OVER = "select count(*) from pg_proc where oid::regprocedure::text = any(%s) and proowner <> to_regrole(%s)"


def require_known(found: Manifest) -> None:
    """Raises TooNew for a backup whose migrations this version does not have."""
    if found.revision not in db.revisions():
        raise TooNew(f"This backup was made by Lorecast {found.lorecast}, which is newer. Update, then restore it.")


def require_fit(connection: psycopg.Connection, found: Manifest) -> None:
    """Raises BackupProblem when the server is older than the one the backup comes from."""
    version = database.version(connection)
    if version < found.postgresql:
        raise BackupProblem(
            f"The backup comes from PostgreSQL {found.postgresql}; this one is {version}. Use a newer one."
        )


def require_empty_database(connection: psycopg.Connection, found: Manifest) -> None:
    """Raises NotEmpty when there is a single table, unless a restore of ours was interrupted after loading them."""
    if _count(connection, TABLES) and not is_loaded(connection, found):
        raise NotEmpty("The database is not empty. Restore into a new data folder, or into a database without tables.")


def is_loaded(connection: psycopg.Connection, found: Manifest) -> bool:
    """Whether everything is there but the search functions do not belong to their role yet: the step that is left."""
    return _count(connection, NOT_HANDED_OVER, found.search_functions, SEARCH_ROLE) > 0


def require_empty_store(storage: Storage, keys: set[str]) -> None:
    """Raises NotEmpty for any object but those that an interrupted restore of this backup has brought already."""
    strange = next((info.key for info in storage.list(PREFIX) if info.key not in keys), None)
    if strange is not None:
        raise NotEmpty(
            f"The bucket {storage.bucket} holds something else already, such as {strange}. Use an empty one."
        )


def load(found: Manifest, dump: Path) -> None:
    """The database, all or nothing; whoever signs in owns it. Then the roles get what migrations give them."""
    url = settings().database_url
    with database.connected(url) as connection:
        program = programs.find("pg_restore", database.version(connection))
        loaded = is_loaded(connection, found)
    if not loaded:
        _as_in_a_migration(url, create_app_role, create_search_role)
        order = dump.with_suffix(".list")
        order.write_text(ordered(programs.told(program, "--list", str(dump)), found.search_functions))
        programs.run(program, url, *ALL_OR_NOTHING, "--no-owner", f"--use-list={order}", str(dump))
    _as_in_a_migration(url, partial(own_by_search_role, *found.search_functions))


def ordered(listing: str, functions: list[str]) -> str:
    """The dump's table of contents with these functions last.

    A function may set `hnsw.ef_search` only in a session that has loaded pgvector, as an index of vectors makes it.
    """
    names = tuple(f" FUNCTION public {function.split('(')[0]}(" for function in functions)
    lines = listing.splitlines()
    late = [line for line in lines if any(name in line for name in names)]
    return "\n".join([*(line for line in lines if line not in late), *late])


def require_same_counts(found: Manifest) -> None:
    """Raises Damaged when a table has not the rows that it had; only whoever sees all rows can count them."""
    with database.connected(database.address_for_backup()) as connection:
        connection.execute("analyze")
        counted = database.counts(connection) if database.sees_all(connection) else found.tables
    if counted != found.tables:
        wrong = ", ".join(sorted(name for name in found.tables if counted.get(name) != found.tables[name]))
        raise Damaged(f"These tables have other counts than when they were backed up: {wrong}.")


def _as_in_a_migration(url: str, *steps: Callable[[], None]) -> None:
    """What is to be done about roles is said in migrations/, once."""
    engine = create_engine(db.driver_url(url), poolclass=pool.NullPool)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        for step in steps:
            step()
    engine.dispose()


def _count(connection: psycopg.Connection, query: str, *parameters: object) -> int:
    row = connection.execute(query.encode(), parameters).fetchone()
    return int(row[0]) if row else 0
