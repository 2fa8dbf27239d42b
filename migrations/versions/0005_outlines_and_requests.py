"""Outlines, templates and requests"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.security import protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('template',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('description', sa.String(length=5000), nullable=False),
    sa.Column('guidelines', sa.String(length=5000), nullable=False),
    sa.Column('cards', JSONB(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind in ('expert', 'collaborative', 'onboarding')", name=op.f('ck_template_kind')),
    sa.ForeignKeyConstraint(['workspace_id', 'created_by'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_template_workspace_id_created_by'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_template_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_template')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_template_workspace_id_id'))
    )
    op.create_index(op.f('ix_template_workspace_id'), 'template', ['workspace_id'], unique=False)
    op.create_table('outline_card',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('playlist_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('prompt', sa.String(length=2000), nullable=False),
    sa.Column('track_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'playlist_id'], ['playlist.workspace_id', 'playlist.id'], name=op.f('fk_outline_card_workspace_id_playlist_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_outline_card_workspace_id_track_id'), ondelete='SET NULL (track_id)'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_outline_card_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outline_card')),
    sa.UniqueConstraint('playlist_id', 'position', deferrable=True, initially='DEFERRED', name=op.f('uq_outline_card_playlist_id_position')),
    sa.UniqueConstraint('playlist_id', 'track_id', name=op.f('uq_outline_card_playlist_id_track_id')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_outline_card_workspace_id_id'))
    )
    op.create_index(op.f('ix_outline_card_track_id'), 'outline_card', ['track_id'], unique=False)
    op.create_index(op.f('ix_outline_card_workspace_id'), 'outline_card', ['workspace_id'], unique=False)
    op.create_table('request',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_id', sa.Uuid(), nullable=True),
    sa.Column('group_id', sa.Uuid(), nullable=True),
    sa.Column('holder_id', sa.Uuid(), nullable=True),
    sa.Column('question', sa.String(length=500), nullable=False),
    sa.Column('cards', JSONB(), nullable=False),
    sa.Column('playlist_id', sa.Uuid(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('track_id', sa.Uuid(), nullable=True),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('declined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(asked_id is null) <> (group_id is null)', name=op.f('ck_request_asked')),
    sa.CheckConstraint('accepted_at is null or holder_id is not null', name=op.f('ck_request_accepted_by')),
    sa.CheckConstraint('num_nonnulls(answered_at, declined_at, withdrawn_at) <= 1', name=op.f('ck_request_ended_once')),
    sa.ForeignKeyConstraint(['workspace_id', 'asked_by'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_request_workspace_id_asked_by'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'asked_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_request_workspace_id_asked_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'group_id'], ['group.workspace_id', 'group.id'], name=op.f('fk_request_workspace_id_group_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'holder_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_request_workspace_id_holder_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'playlist_id'], ['playlist.workspace_id', 'playlist.id'], name=op.f('fk_request_workspace_id_playlist_id'), ondelete='SET NULL (playlist_id)'),
    sa.ForeignKeyConstraint(['workspace_id', 'track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_request_workspace_id_track_id'), ondelete='SET NULL (track_id)'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_request_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_request_workspace_id_id'))
    )
    op.create_index(op.f('ix_request_asked_by'), 'request', ['asked_by'], unique=False)
    op.create_index(op.f('ix_request_asked_id'), 'request', ['asked_id'], unique=False)
    op.create_index(op.f('ix_request_group_id'), 'request', ['group_id'], unique=False)
    op.create_index(op.f('ix_request_holder_id'), 'request', ['holder_id'], unique=False)
    op.create_index(op.f('ix_request_playlist_id'), 'request', ['playlist_id'], unique=False)
    op.create_index(op.f('ix_request_track_id'), 'request', ['track_id'], unique=False)
    op.create_index(op.f('ix_request_workspace_id'), 'request', ['workspace_id'], unique=False)
    op.create_table('request_step',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('taken_by', sa.Uuid(), nullable=False),
    sa.Column('passed_to', sa.Uuid(), nullable=True),
    sa.Column('words', sa.String(length=500), nullable=False),
    sa.CheckConstraint("(kind = 'passed_on') = (passed_to is not null)", name=op.f('ck_request_step_passed_to')),
    sa.CheckConstraint("kind in ('accepted', 'declined', 'passed_on', 'answered')", name=op.f('ck_request_step_kind')),
    sa.ForeignKeyConstraint(['workspace_id', 'passed_to'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_request_step_workspace_id_passed_to'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'request_id'], ['request.workspace_id', 'request.id'], name=op.f('fk_request_step_workspace_id_request_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'taken_by'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_request_step_workspace_id_taken_by'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_request_step_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_step'))
    )
    op.create_index(op.f('ix_request_step_passed_to'), 'request_step', ['passed_to'], unique=False)
    op.create_index(op.f('ix_request_step_request_id'), 'request_step', ['request_id'], unique=False)
    op.create_index(op.f('ix_request_step_taken_by'), 'request_step', ['taken_by'], unique=False)
    op.create_index(op.f('ix_request_step_workspace_id'), 'request_step', ['workspace_id'], unique=False)
    protect("outline_card", "template", "request", "request_step")


def downgrade() -> None:
    for table in ("request_step", "request", "outline_card", "template"):
        op.drop_table(table)
