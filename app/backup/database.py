"""The database as a backup sees it: past row security, in one snapshot, with a hold on the deletion of objects."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import class_row

from app.backup import programs
from app.backup.errors import BackupProblem, SeesTooLittle
from app.backup.manifest import Stored
from app.config import settings
from app.domain.object_hold import LOCK
from migrations.search_role import SEARCH_ROLE
from runtime.folder import folder
from runtime.postgres import DATABASE, ROLE, address

# Deletions are short; another backup is not.
HOLD_SECONDS = 60.0
AT_ONCE = 2_000

# Everything in the store that a row points at; a new column with a key belongs here, and a test looks for it.
OBJECTS = """
    select key, size_bytes, sha256, 'application/octet-stream' as mime_type from part
    union all select key, size_bytes, sha256, mime_type from rendition
    order by key
"""
POINTERS = {("part", "key"), ("rendition", "key")}
TABLES = "select tablename from pg_tables where schemaname = 'public' order by tablename"
OF_SEARCH = "select oid::regprocedure::text from pg_proc where proowner = to_regrole(%s) order by 1"


def address_for_backup() -> str:
    """Whoever sees every row: a superuser that the settings name, the embedded one's, or whom we sign in as anyway."""
    chosen = settings()
    place = folder(chosen.data)
    if chosen.admin_database_url:
        return chosen.admin_database_url
    if place.postgres.exists() and chosen.database_url == address(place, ROLE, DATABASE):
        return address(place, "postgres", DATABASE)
    return chosen.database_url


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection]:
    """A connection that commits every statement. BackupProblem when there is none to be had."""
    try:
        connection = psycopg.connect(url, autocommit=True, options="-c timezone=UTC")
    except psycopg.OperationalError as error:
        raise BackupProblem(f"The database cannot be reached: {str(error).strip()}") from None
    with connection:
        yield connection


def sees_all(connection: psycopg.Connection) -> bool:
    """Whether row security hides nothing from whoever we are here."""
    return bool(_value(connection, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))


def require_sight(connection: psycopg.Connection) -> None:
    """Else a backup would lack everything and look whole."""
    if not sees_all(connection):
        raise SeesTooLittle(
            f"Row security hides rows from “{connection.info.user}”. Set ADMIN_DATABASE_URL to the same database as a "
            "superuser, or as a role with BYPASSRLS, for this command alone."
        )


def hold_deletions(connection: psycopg.Connection) -> None:
    """From now on no object is deleted, for as long as this connection lives."""
    deadline = time.monotonic() + HOLD_SECONDS
    while not _value(connection, "select pg_try_advisory_lock(%s)", LOCK):
        if time.monotonic() > deadline:
            raise BackupProblem("Another backup of this database is running. Wait until it is done.")
        time.sleep(0.2)


def require_hold(connection: psycopg.Connection) -> None:
    """Objects may have gone if the database was restarted in between."""
    try:
        connection.execute("select 1")
    except psycopg.OperationalError:
        raise BackupProblem("The database was restarted during the backup. Nothing is lost; start it again.") from None


@contextmanager
def snapshot(connection: psycopg.Connection) -> Iterator[str]:
    """One moment of the database, for everything that reads inside; its name is for pg_dump."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        yield str(_value(connection, "select pg_export_snapshot()"))


def dump(connection: psycopg.Connection, url: str, name: str, file: Path) -> None:
    """The whole database as of a snapshot. Extensions are left out: those who may make them have made them."""
    program = programs.find("pg_dump", version(connection))
    # Only procedural languages' own match this name; without any pattern all extensions would be in it.
    programs.run(program, url, "--format=custom", f"--snapshot={name}", "--extension=plpgsql", f"--file={file}")


def counts(connection: psycopg.Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = [name for (name,) in connection.execute(TABLES).fetchall()]
    count = sql.SQL("select count(*) from {}")
    return {name: int(_value(connection, count.format(sql.Identifier(name)))) for name in tables}


def objects(connection: psycopg.Connection) -> Iterator[Stored]:
    """What rows point at, by key. Read in pieces, inside a transaction."""
    with connection.cursor("objects", row_factory=class_row(Stored)) as cursor:
        cursor.itersize = AT_ONCE
        yield from cursor.execute(OBJECTS)


def revision(connection: psycopg.Connection) -> str:
    return str(_value(connection, "select version_num from alembic_version"))


def search_functions(connection: psycopg.Connection) -> list[str]:
    """With their arguments, such as 'search_title(uuid)'."""
    return [name for (name,) in connection.execute(OF_SEARCH, [SEARCH_ROLE]).fetchall()]


def version(connection: psycopg.Connection) -> int:
    """The major version of the server."""
    return connection.info.server_version // 10_000


def _value(connection: psycopg.Connection, query: str | sql.Composed, *parameters: object) -> Any:
    row = connection.execute(query, parameters).fetchone()
    return row[0] if row else None
