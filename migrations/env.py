"""Runs migrations as the owner of the tables, one process at a time."""

import sys
from pathlib import Path

from alembic import context
from sqlalchemy import create_engine, pool, text
from sqlmodel import SQLModel

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import app.models  # noqa: E402, F401  (fills the metadata)

ADVISORY_LOCK = 7_015_672_377


def include_name(name: str | None, kind: str, parent_names: object) -> bool:
    """Leave procrastinate's tables to procrastinate."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


def run() -> None:
    engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text("select pg_advisory_lock(:lock)"), {"lock": ADVISORY_LOCK})
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            include_name=include_name,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
