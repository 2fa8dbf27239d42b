"""Onboarding: assignments, calls for help, check-ins, and the day on which a hire is asked back"""

import sqlalchemy as sa
from alembic import op

from migrations.security import protect

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('assignment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('playlist_id', sa.Uuid(), nullable=False),
    sa.Column('hire_id', sa.Uuid(), nullable=False),
    sa.Column('mentor_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('progress_shared_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('hire_id <> mentor_id', name=op.f('ck_assignment_two')),
    sa.ForeignKeyConstraint(['workspace_id', 'hire_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_assignment_workspace_id_hire_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'mentor_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_assignment_workspace_id_mentor_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'playlist_id'], ['playlist.workspace_id', 'playlist.id'], name=op.f('fk_assignment_workspace_id_playlist_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_assignment_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_assignment_workspace_id_id'))
    )
    op.create_index(op.f('ix_assignment_mentor_id'), 'assignment', ['mentor_id'], unique=False)
    op.create_index(op.f('ix_assignment_playlist_id'), 'assignment', ['playlist_id'], unique=False)
    op.create_index(op.f('ix_assignment_workspace_id'), 'assignment', ['workspace_id'], unique=False)
    op.create_index('uq_assignment_living', 'assignment', ['hire_id', 'playlist_id'], unique=True, postgresql_where=sa.text('removed_at is null'))
    op.create_table('help_call',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', sa.Uuid(), nullable=False),
    sa.Column('track_id', sa.Uuid(), nullable=False),
    sa.Column('sentence', sa.String(length=1000), nullable=False),
    sa.Column('answer', sa.String(length=1000), nullable=False),
    sa.Column('helped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'assignment_id'], ['assignment.workspace_id', 'assignment.id'], name=op.f('fk_help_call_workspace_id_assignment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'track_id'], ['track.workspace_id', 'track.id'], name=op.f('fk_help_call_workspace_id_track_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_help_call_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_call')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_help_call_workspace_id_id'))
    )
    op.create_index(op.f('ix_help_call_track_id'), 'help_call', ['track_id'], unique=False)
    op.create_index(op.f('ix_help_call_workspace_id'), 'help_call', ['workspace_id'], unique=False)
    op.create_index('uq_help_call_open', 'help_call', ['assignment_id', 'track_id'], unique=True, postgresql_where=sa.text('helped_at is null and removed_at is null'))
    op.create_table('check_in',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('invited_id', sa.Uuid(), nullable=True),
    sa.Column('group_id', sa.Uuid(), nullable=True),
    sa.Column('follows_id', sa.Uuid(), nullable=True),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('topics', sa.String(length=5000), nullable=False),
    sa.Column('notes', sa.String(length=10000), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(invited_id is null) <> (group_id is null)', name=op.f('ck_check_in_one')),
    sa.CheckConstraint('created_by <> invited_id', name=op.f('ck_check_in_two')),
    sa.ForeignKeyConstraint(['workspace_id', 'created_by'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_check_in_workspace_id_created_by'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'follows_id'], ['check_in.workspace_id', 'check_in.id'], name=op.f('fk_check_in_workspace_id_follows_id'), ondelete='SET NULL (follows_id)'),
    sa.ForeignKeyConstraint(['workspace_id', 'group_id'], ['group.workspace_id', 'group.id'], name=op.f('fk_check_in_workspace_id_group_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'invited_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_check_in_workspace_id_invited_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_check_in_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in')),
    sa.UniqueConstraint('follows_id', name=op.f('uq_check_in_follows_id')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_check_in_workspace_id_id'))
    )
    op.create_index(op.f('ix_check_in_created_by'), 'check_in', ['created_by'], unique=False)
    op.create_index(op.f('ix_check_in_group_id'), 'check_in', ['group_id'], unique=False)
    op.create_index(op.f('ix_check_in_invited_id'), 'check_in', ['invited_id'], unique=False)
    op.create_index(op.f('ix_check_in_workspace_id'), 'check_in', ['workspace_id'], unique=False)
    op.create_table('reverse_onboarding',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('hire_id', sa.Uuid(), nullable=False),
    sa.Column('mentor_id', sa.Uuid(), nullable=False),
    sa.Column('asks_back_on', sa.Date(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('request_id', sa.Uuid(), nullable=True),
    sa.Column('playlist_id', sa.Uuid(), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'hire_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_reverse_onboarding_workspace_id_hire_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'mentor_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_reverse_onboarding_workspace_id_mentor_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'playlist_id'], ['playlist.workspace_id', 'playlist.id'], name=op.f('fk_reverse_onboarding_workspace_id_playlist_id'), ondelete='SET NULL (playlist_id)'),
    sa.ForeignKeyConstraint(['workspace_id', 'request_id'], ['request.workspace_id', 'request.id'], name=op.f('fk_reverse_onboarding_workspace_id_request_id'), ondelete='SET NULL (request_id)'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_reverse_onboarding_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reverse_onboarding')),
    sa.UniqueConstraint('hire_id', name=op.f('uq_reverse_onboarding_hire_id')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_reverse_onboarding_workspace_id_id'))
    )
    op.create_index(op.f('ix_reverse_onboarding_mentor_id'), 'reverse_onboarding', ['mentor_id'], unique=False)
    op.create_index(op.f('ix_reverse_onboarding_playlist_id'), 'reverse_onboarding', ['playlist_id'], unique=False)
    op.create_index(op.f('ix_reverse_onboarding_request_id'), 'reverse_onboarding', ['request_id'], unique=False)
    op.create_index(op.f('ix_reverse_onboarding_workspace_id'), 'reverse_onboarding', ['workspace_id'], unique=False)
    protect("assignment", "help_call", "check_in", "reverse_onboarding")


def downgrade() -> None:
    for table in ("reverse_onboarding", "check_in", "help_call", "assignment"):
        op.drop_table(table)
