"""Doubtful words that somebody said are right; the vocabulary as terms that know where they come from"""

import sqlalchemy as sa
from alembic import op

from migrations.security import protect

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("segment_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "segment_id"], ["segment.workspace_id", "segment.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "confirmed_by"], ["membership.workspace_id", "membership.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("segment_id", "word"),
    )
    op.create_index("ix_confirmation_workspace_id", "confirmation", ["workspace_id"])
    op.create_index("ix_confirmation_confirmed_by", "confirmation", ["confirmed_by"])
    protect("confirmation")
    _create_terms()
    op.execute("""
        insert into term (id, workspace_id, spelling)
        select gen_random_uuid(), workspace_id, spelling from (
            select distinct on (workspace.id, lower(left(btrim(line), 100)))
                   workspace.id as workspace_id, left(btrim(line), 100) as spelling
            from workspace, regexp_split_to_table(workspace.vocabulary, E'\\n') as line
            where btrim(line) <> ''
        ) as lines
    """)
    protect("term")
    op.drop_column("workspace", "vocabulary")


def _create_terms() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("spelling", sa.String(length=100), nullable=False),
        sa.Column("taught_by", sa.Uuid(), nullable=True),
        sa.Column("segment_id", sa.Uuid(), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id", "taught_by"],
            ["membership.workspace_id", "membership.id"],
            ondelete="SET NULL (taught_by)",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "segment_id"], ["segment.workspace_id", "segment.id"], ondelete="SET NULL (segment_id)"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "removed_by"],
            ["membership.workspace_id", "membership.id"],
            ondelete="SET NULL (removed_by)",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workspace_id", "id"),
    )
    for column in ("workspace_id", "taught_by", "segment_id", "removed_by"):
        op.create_index(f"ix_term_{column}", "term", [column])
    op.create_index(
        "uq_term_living",
        "term",
        ["workspace_id", sa.text("lower(spelling)")],
        unique=True,
        postgresql_where=sa.text("removed_at is null"),
    )


def downgrade() -> None:
    op.add_column("workspace", sa.Column("vocabulary", sa.String(length=10_000), nullable=False, server_default=""))
    op.execute("alter table term no force row level security")
    op.execute("""
        update workspace set vocabulary = left(lines.vocabulary, 10000) from (
            select workspace_id, string_agg(spelling, E'\\n' order by lower(spelling)) as vocabulary
            from term where removed_at is null group by workspace_id
        ) as lines where lines.workspace_id = workspace.id
    """)
    op.drop_table("term")
    op.drop_table("confirmation")
