"""The engine, and the one transaction of a request or of a job's act.

The process signs in as whoever DATABASE_URL names and at once becomes `lorecast_app`, a role that owns nothing and is
subject to row security. Each transaction then says which workspace it is in; without that it sees no workspace's rows.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from app.config import settings

APP_ROLE = "lorecast_app"


def driver_url(url: str) -> str:
    """The address with our driver named: 'postgresql://…' → 'postgresql+psycopg://…'."""
    return "postgresql+psycopg://" + url.split("://", 1)[1]


@cache
def engine() -> Engine:
    """This process's pool. Connections are checked before use, so a restarted PostgreSQL costs nobody an error."""
    chosen = settings()
    options = f"-c role={APP_ROLE} -c statement_timeout={chosen.statement_timeout_ms} -c timezone=UTC"
    return create_engine(
        driver_url(chosen.database_url),
        pool_size=chosen.pool_size,
        max_overflow=chosen.pool_overflow,
        pool_timeout=10,
        pool_pre_ping=True,
        connect_args={"options": options, "connect_timeout": 5},
    )


def enter(session: Session, *, workspace_id: uuid.UUID | None, person_id: uuid.UUID | None = None) -> Session:
    """Say which workspace, and which person, the rest of this transaction is about."""
    session.info["scope"] = {"workspace": str(workspace_id or ""), "person": str(person_id or "")}
    if session.in_transaction():
        _announce(session, session.connection())
    return session


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
    scope = session.info.get("scope", {"workspace": "", "person": ""})
    connection.execute(
        text("select set_config('lorecast.workspace', :workspace, true), set_config('lorecast.person', :person, true)"),
        scope,
    )


@event.listens_for(Session, "after_begin")
def _announce_scope(session: Session, _: SessionTransaction, connection: Any) -> None:
    """Run SET LOCAL for every transaction, so that a pooled connection never carries somebody else's workspace."""
    _announce(session, connection)


def migrate(url: str | None = None) -> None:
    """Bring the database to the newest version. Safe to run twice and by two processes at once."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
    config.attributes["url"] = driver_url(url or settings().database_url)
    command.upgrade(config, "head")
