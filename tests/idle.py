"""A worker that starts with nothing to do: other tests leave recordings that wait, and it would take those first."""

from sqlalchemy import text

from app.db import engine

LEFT_ALONE = (
    "delete from procrastinate_jobs where status = 'todo'",
    "update stage set finished_at = now(), leased_until = null where finished_at is null and failed_at is null",
)


def forget_what_waits() -> None:
    """To be called before the worker of a test starts, and before the test makes its own recordings."""
    with engine().begin() as connection:
        for statement in LEFT_ALONE:
            connection.execute(text(statement))
