"""The job queue: procrastinate's own schema, usable by the application's role."""

from alembic import op
from procrastinate.schema import SchemaManager

from migrations.security import APP_ROLE

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers")


def upgrade() -> None:
    # The driver's own cursor: the schema's function bodies hold percent signs and colons.
    op.get_bind().connection.driver_connection.execute(SchemaManager.get_schema())
    op.execute(f"grant select, insert, update, delete on {', '.join(TABLES)} to {APP_ROLE}")
    op.execute(f"grant usage, select on all sequences in schema public to {APP_ROLE}")


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"drop table if exists {table} cascade")
