"""The engine, and the one transaction of a request or of a job's act.

The process signs in as whoever DATABASE_URL names and at once becomes `lorecast_app`, a role that owns nothing and is
subject to row security. Each transaction then says which workspace it is in; without that it sees no workspace's rows.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from app.config import settings

if TYPE_CHECKING:
    from alembic.config import Config

APP_ROLE = "lorecast_app"
NOWHERE = {"workspace": "", "person": ""}
SIDE_CONNECTIONS_MAX = 4


def driver_url(url: str) -> str:
    """The address with our driver named: 'postgresql://…' → 'postgresql+psycopg://…'."""
    return "postgresql+psycopg://" + url.split("://", 1)[1]


@cache
def engine() -> Engine:
    """This process's pool. Connections are checked before use, so a restarted PostgreSQL costs nobody an error."""
    return _pool(settings().pool_size, settings().pool_overflow)


@cache
def side_engine() -> Engine:
    """A few connections for short transactions inside of others.

    From one and the same pool, enough requests at once would hold one connection each and wait for a second for ever.
    """
    return _pool(1, SIDE_CONNECTIONS_MAX - 1)


def dispose() -> None:
    """Close what is open, at the end of a process."""
    for pool in (engine(), side_engine()):
        pool.dispose()


def _pool(size: int, overflow: int) -> Engine:
    chosen = settings()
    options = f"-c role={APP_ROLE} -c statement_timeout={chosen.statement_timeout_ms} -c timezone=UTC"
    return create_engine(
        driver_url(chosen.database_url),
        pool_size=size,
        max_overflow=overflow,
        pool_timeout=10,
        pool_pre_ping=True,
        # The connection used last knows most statements already, and a known one is planned in a tenth of the time.
        pool_use_lifo=True,
        # What people wrote stays out of errors, and so out of the log.
        hide_parameters=True,
        connect_args={"options": options, "connect_timeout": 5, "prepare_threshold": 1},
    )


def enter(session: Session, *, workspace_id: uuid.UUID | None, person_id: uuid.UUID | None = None) -> Session:
    """Say which workspace, and which person, the rest of this transaction is about."""
    session.info["scope"] = {"workspace": str(workspace_id or ""), "person": str(person_id or "")}
    if session.in_transaction():
        _announce(session, session.connection())
    return session


def scope(session: Session) -> dict[str, str]:
    """Which workspace and which person the session is about, for `return_to`."""
    return dict(session.info.get("scope", NOWHERE))


def return_to(session: Session, scope: dict[str, str]) -> None:
    """Go back to where the session was."""
    session.info["scope"] = scope
    _announce(session, session.connection())


@contextmanager
def transaction(
    workspace_id: uuid.UUID | None = None, *, person_id: uuid.UUID | None = None, bind: Engine | None = None
) -> Iterator[Session]:
    """One transaction: commits at the end, rolls back on any exception."""
    with Session(bind or engine(), expire_on_commit=False) as session:
        enter(session, workspace_id=workspace_id, person_id=person_id)
        with session.begin():
            yield session


def _announce(session: Session, connection: Any) -> None:
    connection.execute(
        text("select set_config('lorecast.workspace', :workspace, true), set_config('lorecast.person', :person, true)"),
        scope(session),
    )


@event.listens_for(Session, "after_begin")
def _announce_scope(session: Session, _: SessionTransaction, connection: Any) -> None:
    """Run SET LOCAL for every transaction, so that a pooled connection never carries somebody else's workspace."""
    _announce(session, connection)


def migrate(url: str | None = None) -> None:
    """Bring the database to the newest version. Safe to run twice and by two processes at once."""
    from alembic import command

    config = _alembic()
    config.attributes["url"] = driver_url(url or settings().database_url)
    command.upgrade(config, "head")


def newest_revision() -> str:
    """The version that this code needs."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory.from_config(_alembic()).get_current_head())


def revisions() -> set[str]:
    """Every version of the database that this version of Lorecast knows how to go on from."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()}


def _alembic() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
    return config
