"""Which requests led to a stage, for the logs; which version this is, for whoever asks whether we are ready"""

import sqlalchemy as sa
from alembic import op

from migrations.security import APP_ROLE

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stage", sa.Column("trace_id", sa.String(length=64), nullable=True))
    op.execute(f"grant select on alembic_version to {APP_ROLE}")


def downgrade() -> None:
    op.execute(f"revoke select on alembic_version from {APP_ROLE}")
    op.drop_column("stage", "trace_id")
