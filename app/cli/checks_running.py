"""The checks of `lorecast doctor` that ask the database, the object store, the worker and the pages."""

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import psycopg
from alembic.script import ScriptDirectory

from app.cli.checks import Check
from app.config import settings
from app.db import APP_ROLE
from app.objects import objects
from media.errors import MediaError
from runtime.running import Running

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"
EXTENSIONS = {"vector", "pg_trgm", "unaccent", "btree_gin"}
OLDEST_POSTGRESQL = 160_000
CLOCKS_MAY_DIFFER = timedelta(seconds=5)
KEYS = "set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY to a key that may read, write and delete in the bucket."
# Codes of the S3 API reference. A HEAD is answered without a body, and so by its status alone.
STORE_ADVICE = {
    **dict.fromkeys(("SignatureDoesNotMatch", "InvalidAccessKeyId", "AccessDenied", "403"), KEYS),
    **dict.fromkeys(("NoSuchBucket", "404"), "run `lorecast migrate`, which makes it."),
    "RequestTimeTooSkewed": "this machine's clock is wrong. Use NTP.",
}
HEARTBEAT_MAX_AGE = timedelta(seconds=60)


def database_checks(connection: psycopg.Connection) -> Iterator[Check]:
    """Everything that one open connection can tell."""
    yield _version(connection)
    yield _extensions(connection)
    yield _migrations(connection)
    yield _role(connection)
    yield _login(connection)
    yield _clock(connection)
    yield _heartbeat(connection)


def database() -> Iterator[Check]:
    """PostgreSQL and what lies in it; one failure when it cannot be reached."""
    try:
        with psycopg.connect(settings().database_url, connect_timeout=5) as connection:
            yield from database_checks(connection)
    except psycopg.Error as problem:
        yield Check("PostgreSQL", "failure", f"It cannot be asked: {str(problem).strip()}. Is DATABASE_URL right?")


def storage() -> Check:
    """Writes, reads and deletes a small object."""
    key, said = f"doctor/{secrets.token_hex(8)}", secrets.token_bytes(64)
    try:
        objects().ping()  # Some stores make a bucket that is written into.
        objects().put(key, said, "application/octet-stream")
        same = objects().read(key) == said
        objects().delete([key])
    except MediaError as problem:
        where = f"{settings().s3_endpoint_url or 'AWS'}, bucket {settings().s3_bucket}"
        return Check("Object store", "failure", f"{problem} ({where}) {_advice(problem)}".rstrip())
    where = f"writes, reads and deletes in {settings().s3_bucket} at {settings().s3_endpoint_url or 'AWS'}"
    return Check.of("Object store", same, where, "It gave other bytes back than it got: do not use it.")


def _advice(problem: MediaError) -> str:
    """What the store itself said is wrong, where it did."""
    code = getattr(problem.__cause__, "response", {}).get("Error", {}).get("Code", "")
    return f"{code}: {STORE_ADVICE.get(str(code), 'ask whoever runs the store.')}" if code else ""


def pages(running: Running) -> Check:
    """Whether the web process answers at its address."""
    try:
        answer = httpx.get(f"{running.address}/health", verify=False, timeout=5)  # noqa: S501 - our own certificate
    except httpx.HTTPError as problem:
        return Check("Pages", "failure", f"{running.address} does not answer ({problem}). See logs/web.log.")
    return Check.of("Pages", answer.is_success, running.address, f"{running.address} answers {answer.status_code}.")


def running_checks(running: Running | None) -> Iterator[Callable[[], Check]]:
    """Checks of what runs; the pages only where `lorecast up` tells their address."""
    yield storage
    if running is not None:
        yield lambda: pages(running)


def _one(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def _version(connection: psycopg.Connection) -> Check:
    version = connection.info.server_version
    words = f"{version // 10_000}.{version % 10_000}"
    return Check.of("PostgreSQL", version >= OLDEST_POSTGRESQL, words, f"{words} is too old; 16 or newer is needed.")


def _extensions(connection: psycopg.Connection) -> Check:
    missing = EXTENSIONS - {row[0] for row in connection.execute("select extname from pg_extension")}
    advice = f"Missing: {', '.join(sorted(missing))}. A superuser must run `create extension` for each."
    return Check.of("Extensions", not missing, ", ".join(sorted(EXTENSIONS)), advice)


def _migrations(connection: psycopg.Connection) -> Check:
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    there = _one(connection, "select to_regclass('alembic_version')")
    current = _one(connection, "select version_num from alembic_version") if there else None
    advice = f"The database is at {current or 'nothing'}, this version needs {newest}: run `lorecast migrate`."
    return Check.of("Migrations", current == newest, f"at {current}", advice)


def _role(connection: psycopg.Connection) -> Check:
    query = f"select rolsuper or rolbypassrls from pg_roles where rolname = '{APP_ROLE}'"  # noqa: S608 - a constant
    over = _one(connection, query)
    advice = f"The role {APP_ROLE} must exist and be neither superuser nor bypassrls, or workspaces see each other."
    return Check.of("Row security", over is False, f"{APP_ROLE} is subject to it", advice)


def _login(connection: psycopg.Connection) -> Check:
    over = _one(connection, "select rolsuper or rolbypassrls from pg_roles where rolname = session_user")
    advice = "DATABASE_URL signs in as a superuser, or as one with bypassrls: give Lorecast a role of its own."
    return Check.of("Login", over is False, "an ordinary role", advice, verdict="warning")


def _clock(connection: psycopg.Connection) -> Check:
    theirs = _one(connection, "select clock_timestamp()")
    apart = abs(datetime.now(UTC) - theirs) if isinstance(theirs, datetime) else timedelta.max
    advice = f"This machine's and the database's clocks differ by {apart}: leases would be wrong. Use NTP."
    return Check.of("Clock", apart < CLOCKS_MAY_DIFFER, "the same as the database's", advice)


def _heartbeat(connection: psycopg.Connection) -> Check:
    there = _one(connection, "select to_regclass('procrastinate_workers')")
    age = _one(connection, "select now() - max(last_heartbeat) from procrastinate_workers") if there else None
    alive = isinstance(age, timedelta) and age < HEARTBEAT_MAX_AGE
    advice = "No worker has shown itself for a minute: recordings wait. Start `lorecast worker`, see logs/worker.log."
    return Check.of("Worker", alive, "shows itself", advice)
