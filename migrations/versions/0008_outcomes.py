"""Outcomes of solutions, and which of them the asker accepted"""

import sqlalchemy as sa
from alembic import op

from migrations.security import protect

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('outcome',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('playlist_id', sa.Uuid(), nullable=False),
    sa.Column('track_id', sa.Uuid(), nullable=False),
    sa.Column('tried_by', sa.Uuid(), nullable=False),
    sa.Column('result', sa.String(), nullable=False),
    sa.Column('sentence', sa.String(length=500), nullable=False),
    sa.Column('voice_track_id', sa.Uuid(), nullable=True),
    sa.Column('updated_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("result in ('worked', 'did_not')", name=op.f('ck_outcome_result')),
    sa.ForeignKeyConstraint(['workspace_id', 'playlist_id'], ['playlist.workspace_id', 'playlist.id'], name=op.f('fk_outcome_workspace_id_playlist_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_outcome_workspace_id_track_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'tried_by'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_outcome_workspace_id_tried_by'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'voice_track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_outcome_workspace_id_voice_track_id'), ondelete='SET NULL (voice_track_id)'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_outcome_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome')),
    sa.UniqueConstraint('playlist_id', 'track_id', 'tried_by', name=op.f('uq_outcome_playlist_id_track_id_tried_by')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_outcome_workspace_id_id'))
    )
    op.create_index(op.f('ix_outcome_track_id'), 'outcome', ['track_id'], unique=False)
    op.create_index(op.f('ix_outcome_tried_by'), 'outcome', ['tried_by'], unique=False)
    op.create_index(op.f('ix_outcome_voice_track_id'), 'outcome', ['voice_track_id'], unique=False)
    op.create_index(op.f('ix_outcome_workspace_id'), 'outcome', ['workspace_id'], unique=False)
    op.add_column('playlist_item', sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('playlist_item', sa.Column('accepted_by', sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f('fk_playlist_item_workspace_id_accepted_by'), 'playlist_item', 'membership', ['workspace_id', 'accepted_by'], ['workspace_id', 'id'], ondelete='SET NULL (accepted_by)')
    op.create_check_constraint(
        op.f('ck_playlist_item_accepted_solution'),
        'playlist_item',
        "accepted_at is null or contribution is not distinct from 'solution'",
    )
    protect("outcome")


def downgrade() -> None:
    op.drop_table("outcome")
    op.drop_constraint(op.f("ck_playlist_item_accepted_solution"), "playlist_item")
    op.drop_column("playlist_item", "accepted_by")
    op.drop_column("playlist_item", "accepted_at")
