"""Edits: what is heard of a recording, and what the words that are not heard any more wait in"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import protect

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("without", postgresql.JSONB(), nullable=False),
        sa.Column("said", sa.String(length=200), nullable=False),
        sa.Column("first_take", sa.Integer(), nullable=True),
        sa.Column("takes_count", sa.Integer(), nullable=True),
        sa.Column("edited_by", sa.Uuid(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('cut', 'retake')", name="kind"),
        sa.CheckConstraint("(kind = 'retake') = (first_take is not null)", name="retake_has_takes"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "recording_id"], ["recording.workspace_id", "recording.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "edited_by"], ["membership.workspace_id", "membership.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("recording_id", "number"),
    )
    op.create_index("ix_edit_workspace_id", "edit", ["workspace_id"])
    protect("edit")
    _add("rendition", "timeline", "[]")
    _add("transcript", "listened", "[]")
    _add("segment", "cut_words", "{}")
    op.add_column("segment", sa.Column("cut_at", sa.DateTime(timezone=True), nullable=True))


def _add(table: str, column: str, default: str) -> None:
    """A column of JSON, filled in for the rows that are there."""
    op.add_column(table, sa.Column(column, postgresql.JSONB(), nullable=False, server_default=default))
    op.alter_column(table, column, server_default=None)


def downgrade() -> None:
    op.drop_column("segment", "cut_at")
    op.drop_column("segment", "cut_words")
    op.drop_column("transcript", "listened")
    op.drop_column("rendition", "timeline")
    op.drop_table("edit")
