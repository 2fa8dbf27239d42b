"""What is deleted for good: objects to delete once their rows are gone, workspaces that end, members nothing is kept of"""

import sqlalchemy as sa
from alembic import op

from migrations.security import grant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Columns that a deletion for good is found by, or that a cascade looks for: without an index it would read whole tables.
LOOKED_FOR = {
    "notification": ("track_id", "playlist_id", "request_id", "note_id", "by_id"),
    "outline_card": ("playlist_id",),
    "playlist": ("created_by",),
    "playlist_item": ("added_by",),
    "correction": ("corrected_by",),
    "edit": ("edited_by",),
    "api_token": ("membership_id",),
    "share": ("created_by",),
    "template": ("created_by",),
    "invitation": ("invited_by",),
    "login_session": ("expires_at",),
    "sign_in_attempt": ("created_at",),
}


def upgrade() -> None:
    op.add_column("workspace", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("workspace", sa.Column("undo_hash", sa.String(), nullable=True))
    op.add_column("membership", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "object_deletion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("emptied_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_object_deletion")),
    )
    op.create_index("ix_object_deletion_created_at", "object_deletion", ["created_at"])
    grant("object_deletion")
    op.create_index(
        "ix_track_deleted", "track", ["workspace_id", "deleted_at"], postgresql_where=sa.text("deleted_at is not null")
    )
    for table, columns in LOOKED_FOR.items():
        for column in columns:
            op.execute(f"create index if not exists ix_{table}_{column} on {table} ({column})")
    _note_objects()


def _note_objects() -> None:
    """Whoever deletes the row, and however: its objects are noted in the same transaction. Names as in media/keys.py."""
    op.execute("""
        create function public.recording_deleted() returns trigger volatile language plpgsql as $$
        begin
            insert into public.object_deletion (id, prefix) values (
                gen_random_uuid(), 'workspaces/' || old.workspace_id || '/recordings/' || old.id || '/'
            );
            return null;
        end
        $$
    """)
    op.execute("""
        create function public.workspace_deleted() returns trigger volatile language plpgsql as $$
        begin
            insert into public.object_deletion (id, prefix) values (gen_random_uuid(), 'workspaces/' || old.id || '/');
            return null;
        end
        $$
    """)
    for table in ("recording", "workspace"):
        op.execute(f"""
            create trigger objects_deleted after delete on public.{table}
            for each row execute function public.{table}_deleted()
        """)


def downgrade() -> None:
    for table in ("recording", "workspace"):
        op.execute(f"drop trigger objects_deleted on {table}")
        op.execute(f"drop function public.{table}_deleted()")
    op.drop_table("object_deletion")
    op.drop_index("ix_track_deleted", "track")
    op.drop_column("membership", "erased_at")
    op.drop_column("workspace", "undo_hash")
    op.drop_column("workspace", "deleted_at")
