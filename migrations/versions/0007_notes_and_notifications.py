"""Notes, thanks, notifications with their mutes, and the daily digest"""

import sqlalchemy as sa
from alembic import op

from migrations.security import protect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('digest',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('membership_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('again_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'membership_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_digest_workspace_id_membership_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_digest_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digest')),
    sa.UniqueConstraint('membership_id', 'day', name=op.f('uq_digest_membership_id_day')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_digest_token_hash')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_digest_workspace_id_id'))
    )
    op.create_index(op.f('ix_digest_workspace_id'), 'digest', ['workspace_id'], unique=False)
    op.create_table('mute',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('membership_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'membership_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_mute_workspace_id_membership_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_mute_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mute')),
    sa.UniqueConstraint('membership_id', 'kind', name=op.f('uq_mute_membership_id_kind'))
    )
    op.create_index(op.f('ix_mute_workspace_id'), 'mute', ['workspace_id'], unique=False)
    op.create_table('note',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('track_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('parent_id', sa.Uuid(), nullable=True),
    sa.Column('voice_track_id', sa.Uuid(), nullable=True),
    sa.Column('at_ms', sa.Integer(), nullable=True),
    sa.Column('text', sa.String(length=5000), nullable=False),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("text <> '' or voice_track_id is not null", name=op.f('ck_note_said')),
    sa.CheckConstraint('at_ms >= 0', name=op.f('ck_note_at')),
    sa.CheckConstraint('author_id is not null or (voice_track_id is null and edited_at is null)', name=op.f('ck_note_untraceable')),
    sa.CheckConstraint('author_id is not null or mod(extract(epoch from created_at), 86400) = 0', name=op.f('ck_note_nameless')),
    sa.ForeignKeyConstraint(['workspace_id', 'author_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_note_workspace_id_author_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'parent_id'], ['note.workspace_id', 'note.id'], name=op.f('fk_note_workspace_id_parent_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_note_workspace_id_track_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'voice_track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_note_workspace_id_voice_track_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_note_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_note_workspace_id_id'))
    )
    op.create_index(op.f('ix_note_author_id'), 'note', ['author_id'], unique=False)
    op.create_index(op.f('ix_note_parent_id'), 'note', ['parent_id'], unique=False)
    op.create_index(op.f('ix_note_track_id'), 'note', ['track_id'], unique=False)
    op.create_index(op.f('ix_note_voice_track_id'), 'note', ['voice_track_id'], unique=False)
    op.create_index(op.f('ix_note_workspace_id'), 'note', ['workspace_id'], unique=False)
    op.create_table('thanks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('track_id', sa.Uuid(), nullable=False),
    sa.Column('membership_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('text', sa.String(length=500), nullable=False),
    sa.CheckConstraint("kind in ('thanks', 'used')", name=op.f('ck_thanks_kind')),
    sa.ForeignKeyConstraint(['workspace_id', 'membership_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_thanks_workspace_id_membership_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_thanks_workspace_id_track_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_thanks_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thanks')),
    sa.UniqueConstraint('track_id', 'membership_id', 'kind', name=op.f('uq_thanks_track_id_membership_id_kind')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_thanks_workspace_id_id'))
    )
    op.create_index(op.f('ix_thanks_membership_id'), 'thanks', ['membership_id'], unique=False)
    op.create_index(op.f('ix_thanks_workspace_id'), 'thanks', ['workspace_id'], unique=False)
    op.create_table('notification',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('membership_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('track_id', sa.Uuid(), nullable=True),
    sa.Column('playlist_id', sa.Uuid(), nullable=True),
    sa.Column('request_id', sa.Uuid(), nullable=True),
    sa.Column('note_id', sa.Uuid(), nullable=True),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('mailed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind <> 'question' or (by_id is null and mod(extract(epoch from created_at), 86400) = 0)", name=op.f('ck_notification_nameless')),
    sa.ForeignKeyConstraint(['workspace_id', 'by_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_notification_workspace_id_by_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'membership_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_notification_workspace_id_membership_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'note_id'], ['note.workspace_id', 'note.id'], name=op.f('fk_notification_workspace_id_note_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'playlist_id'], ['playlist.workspace_id', 'playlist.id'], name=op.f('fk_notification_workspace_id_playlist_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'request_id'], ['request.workspace_id', 'request.id'], name=op.f('fk_notification_workspace_id_request_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_notification_workspace_id_track_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_notification_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notification')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_notification_workspace_id_id'))
    )
    op.create_index(op.f('ix_notification_by_id'), 'notification', ['by_id'], unique=False)
    op.create_index('ix_notification_list', 'notification', ['membership_id', 'created_at', 'id'], unique=False)
    op.create_index(op.f('ix_notification_note_id'), 'notification', ['note_id'], unique=False)
    op.create_index(op.f('ix_notification_playlist_id'), 'notification', ['playlist_id'], unique=False)
    op.create_index(op.f('ix_notification_request_id'), 'notification', ['request_id'], unique=False)
    op.create_index(op.f('ix_notification_track_id'), 'notification', ['track_id'], unique=False)
    op.create_index(op.f('ix_notification_workspace_id'), 'notification', ['workspace_id'], unique=False)
    op.add_column('membership', sa.Column('digest_off_at', sa.DateTime(timezone=True), nullable=True))
    protect("note", "thanks", "notification", "mute", "digest")


def downgrade() -> None:
    op.drop_column("membership", "digest_off_at")
    for table in ("notification", "thanks", "note", "mute", "digest"):
        op.drop_table(table)
