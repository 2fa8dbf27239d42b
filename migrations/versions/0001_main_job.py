"""Everything the main job needs"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import create_app_role, grant, protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# Tables without a workspace of their own, and the stages, which hold ids and codes and are swept across workspaces.
OPEN = ("person", "sign_in_attempt", "workspace", "login_session", "stage")
# Everything else is somebody's: FORCE ROW LEVEL SECURITY.
PROTECTED = (
    "membership",
    "api_token",
    "idempotent_reply",
    "invitation",
    "playlist",
    "track",
    "listen",
    "playlist_grant",
    "playlist_item",
    "recording",
    "part",
    "rendition",
    "take",
    "transcript",
    "waveform",
    "segment",
    "correction",
)


def upgrade() -> None:
    create_app_role()
    for extension in ("vector", "pg_trgm", "unaccent", "btree_gin"):
        op.execute(f"create extension if not exists {extension}")
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("playback_speed", sa.Float(), nullable=False),
        sa.Column("shortcuts_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("email_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(op.f("ix_sign_in_attempt_email_hash"), "sign_in_attempt", ["email_hash"], unique=False)
    op.create_table(
        "workspace",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("vocabulary", sa.String(length=10000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_agent", sa.String(length=300), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_login_session_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_login_session_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    op.create_index(op.f("ix_login_session_person_id"), "login_session", ["person_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role in ('owner', 'admin', 'member', 'guest')", name=op.f("ck_membership_role")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_membership_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_membership_workspace_id_id")),
        sa.UniqueConstraint("workspace_id", "person_id", name=op.f("uq_membership_workspace_id_person_id")),
    )
    op.create_index(op.f("ix_membership_person_id"), "membership", ["person_id"], unique=False)
    op.create_index(op.f("ix_membership_workspace_id"), "membership", ["workspace_id"], unique=False)
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "membership_id"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_api_token_workspace_id_membership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_api_token_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    op.create_index(op.f("ix_api_token_workspace_id"), "api_token", ["workspace_id"], unique=False)
    op.create_table(
        "idempotent_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request_sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "membership_id"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_idempotent_reply_workspace_id_membership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_idempotent_reply_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotent_reply")),
        sa.UniqueConstraint("membership_id", "key", name=op.f("uq_idempotent_reply_membership_id_key")),
    )
    op.create_index(op.f("ix_idempotent_reply_workspace_id"), "idempotent_reply", ["workspace_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role in ('owner', 'admin', 'member', 'guest')", name=op.f("ck_invitation_role")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "invited_by"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_invitation_workspace_id_invited_by"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_invitation_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_workspace_id"), "invitation", ["workspace_id"], unique=False)
    op.create_table(
        "playlist",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(length=5000), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('expert', 'collaborative', 'onboarding')", name=op.f("ck_playlist_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "created_by"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_playlist_workspace_id_created_by"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_playlist_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playlist")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_playlist_workspace_id_id")),
    )
    op.create_index(op.f("ix_playlist_workspace_id"), "playlist", ["workspace_id"], unique=False)
    op.create_table(
        "track",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("titled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "author_id"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_track_workspace_id_author_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_track_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_track")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_track_workspace_id_id")),
    )
    op.create_index("ix_track_library", "track", ["workspace_id", "created_at", "id"], unique=False)
    op.create_index(op.f("ix_track_author_id"), "track", ["author_id"], unique=False)
    op.create_index(op.f("ix_track_workspace_id"), "track", ["workspace_id"], unique=False)
    op.create_table(
        "listen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("position_ms", sa.Integer(), nullable=False),
        sa.Column("client_time", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("session_id", sa.String(length=100), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "membership_id"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_listen_workspace_id_membership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "track_id"],
            ["track.workspace_id", "track.id"],
            name=op.f("fk_listen_workspace_id_track_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_listen_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listen")),
        sa.UniqueConstraint("membership_id", "track_id", name=op.f("uq_listen_membership_id_track_id")),
    )
    op.create_index(op.f("ix_listen_track_id"), "listen", ["track_id"], unique=False)
    op.create_index(op.f("ix_listen_workspace_id"), "listen", ["workspace_id"], unique=False)
    op.create_table(
        "playlist_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("playlist_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("right", sa.String(), nullable=False),
        sa.CheckConstraint("\"right\" in ('listen', 'add', 'edit')", name=op.f("ck_playlist_grant_right")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "membership_id"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_playlist_grant_workspace_id_membership_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "playlist_id"],
            ["playlist.workspace_id", "playlist.id"],
            name=op.f("fk_playlist_grant_workspace_id_playlist_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_playlist_grant_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playlist_grant")),
        sa.UniqueConstraint(
            "playlist_id",
            "membership_id",
            name=op.f("uq_playlist_grant_playlist_id_membership_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(op.f("ix_playlist_grant_membership_id"), "playlist_grant", ["membership_id"], unique=False)
    op.create_index(op.f("ix_playlist_grant_workspace_id"), "playlist_grant", ["workspace_id"], unique=False)
    op.create_table(
        "playlist_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("playlist_id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "added_by"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_playlist_item_workspace_id_added_by"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "playlist_id"],
            ["playlist.workspace_id", "playlist.id"],
            name=op.f("fk_playlist_item_workspace_id_playlist_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "track_id"],
            ["track.workspace_id", "track.id"],
            name=op.f("fk_playlist_item_workspace_id_track_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_playlist_item_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playlist_item")),
        sa.UniqueConstraint(
            "playlist_id",
            "position",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_playlist_item_playlist_id_position"),
        ),
        sa.UniqueConstraint("playlist_id", "track_id", name=op.f("uq_playlist_item_playlist_id_track_id")),
    )
    op.create_index(op.f("ix_playlist_item_track_id"), "playlist_item", ["track_id"], unique=False)
    op.create_index(op.f("ix_playlist_item_workspace_id"), "playlist_item", ["workspace_id"], unique=False)
    op.create_table(
        "recording",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("mime_type", sa.String(length=200), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=True),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=True),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("eta_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("repaired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("playable_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'failed') = (reason is not null)", name=op.f("ck_recording_failed_has_reason")),
        sa.CheckConstraint(
            "status in ('uploading', 'uploaded', 'playable', 'ready', 'failed')", name=op.f("ck_recording_status")
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "track_id"],
            ["track.workspace_id", "track.id"],
            name=op.f("fk_recording_workspace_id_track_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_recording_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording")),
        sa.UniqueConstraint("track_id", name=op.f("uq_recording_track_id")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_recording_workspace_id_id")),
    )
    op.create_index(op.f("ix_recording_source_sha256"), "recording", ["source_sha256"], unique=False)
    op.create_index(op.f("ix_recording_status"), "recording", ["status"], unique=False)
    op.create_index(op.f("ix_recording_workspace_id"), "recording", ["workspace_id"], unique=False)
    op.create_table(
        "part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("take", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "recording_id"],
            ["recording.workspace_id", "recording.id"],
            name=op.f("fk_part_workspace_id_recording_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_part_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
        sa.UniqueConstraint("recording_id", "take", "number", name=op.f("uq_part_recording_id_take_number")),
    )
    op.create_index(op.f("ix_part_workspace_id"), "part", ["workspace_id"], unique=False)
    op.create_table(
        "rendition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("mime_type", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("loudness_lufs", sa.Float(), nullable=True),
        sa.Column("true_peak_dbtp", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "recording_id"],
            ["recording.workspace_id", "recording.id"],
            name=op.f("fk_rendition_workspace_id_recording_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_rendition_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendition")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_rendition_recording_id")),
    )
    op.create_index(op.f("ix_rendition_workspace_id"), "rendition", ["workspace_id"], unique=False)
    op.create_table(
        "stage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("interruptions", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("name in ('normalise', 'transcribe', 'index')", name=op.f("ck_stage_name")),
        sa.ForeignKeyConstraint(
            ["workspace_id", "recording_id"],
            ["recording.workspace_id", "recording.id"],
            name=op.f("fk_stage_workspace_id_recording_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_stage_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint("recording_id", "name", name=op.f("uq_stage_recording_id_name")),
    )
    op.create_index(op.f("ix_stage_workspace_id"), "stage", ["workspace_id"], unique=False)
    op.create_table(
        "take",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parts_count", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "recording_id"],
            ["recording.workspace_id", "recording.id"],
            name=op.f("fk_take_workspace_id_recording_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_take_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_take")),
        sa.UniqueConstraint("recording_id", "number", name=op.f("uq_take_recording_id_number")),
    )
    op.create_index(op.f("ix_take_workspace_id"), "take", ["workspace_id"], unique=False)
    op.create_table(
        "transcript",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "recording_id"],
            ["recording.workspace_id", "recording.id"],
            name=op.f("fk_transcript_workspace_id_recording_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_transcript_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_transcript_recording_id")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_transcript_workspace_id_id")),
    )
    op.create_index(op.f("ix_transcript_workspace_id"), "transcript", ["workspace_id"], unique=False)
    op.create_table(
        "waveform",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.Column("silences", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "recording_id"],
            ["recording.workspace_id", "recording.id"],
            name=op.f("fk_waveform_workspace_id_recording_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_waveform_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waveform")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_waveform_recording_id")),
    )
    op.create_index(op.f("ix_waveform_workspace_id"), "waveform", ["workspace_id"], unique=False)
    op.create_table(
        "segment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("transcript_id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("words", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "track_id"],
            ["track.workspace_id", "track.id"],
            name=op.f("fk_segment_workspace_id_track_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "transcript_id"],
            ["transcript.workspace_id", "transcript.id"],
            name=op.f("fk_segment_workspace_id_transcript_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_segment_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint("transcript_id", "number", name=op.f("uq_segment_transcript_id_number")),
        sa.UniqueConstraint("workspace_id", "id", name=op.f("uq_segment_workspace_id_id")),
    )
    op.create_index(op.f("ix_segment_track_id"), "segment", ["track_id"], unique=False)
    op.create_index(op.f("ix_segment_workspace_id"), "segment", ["workspace_id"], unique=False)
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("segment_id", sa.Uuid(), nullable=False),
        sa.Column("corrected_by", sa.Uuid(), nullable=False),
        sa.Column("text_before", sa.String(), nullable=False),
        sa.Column("text_after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "corrected_by"],
            ["membership.workspace_id", "membership.id"],
            name=op.f("fk_correction_workspace_id_corrected_by"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "segment_id"],
            ["segment.workspace_id", "segment.id"],
            name=op.f("fk_correction_workspace_id_segment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspace.id"], name=op.f("fk_correction_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_segment_id"), "correction", ["segment_id"], unique=False)
    op.create_index(op.f("ix_correction_workspace_id"), "correction", ["workspace_id"], unique=False)
    grant(*OPEN)
    protect(*PROTECTED)
    # Somebody who signs in may see which workspaces they belong to, before any workspace is named.
    op.execute("""
        create policy own on membership for select
        using (person_id = nullif(current_setting('lorecast.person', true), '')::uuid)
    """)


def downgrade() -> None:
    for table in reversed((*OPEN, *PROTECTED)):
        op.execute(f"drop table if exists {table} cascade")
