"""Groups, rights by group, shares, and what playlists need to be a problem, a lesson or a welcome"""

import sqlalchemy as sa
from alembic import op

from migrations.security import protect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('group',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind in ('department', 'peers')", name=op.f('ck_group_kind')),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_group_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_group_workspace_id_id'))
    )
    op.create_index(op.f('ix_group_workspace_id'), 'group', ['workspace_id'], unique=False)
    op.create_table('group_member',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('membership_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['workspace_id', 'group_id'], ['group.workspace_id', 'group.id'], name=op.f('fk_group_member_workspace_id_group_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'membership_id'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_group_member_workspace_id_membership_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_group_member_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_member')),
    sa.UniqueConstraint('group_id', 'membership_id', name=op.f('uq_group_member_group_id_membership_id'))
    )
    op.create_index(op.f('ix_group_member_membership_id'), 'group_member', ['membership_id'], unique=False)
    op.create_index(op.f('ix_group_member_workspace_id'), 'group_member', ['workspace_id'], unique=False)
    op.create_table('share',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('workspace_id', sa.Uuid(), nullable=False),
    sa.Column('playlist_id', sa.Uuid(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace_id', 'created_by'], ['membership.workspace_id', 'membership.id'], name=op.f('fk_share_workspace_id_created_by'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id', 'playlist_id'], ['playlist.workspace_id', 'playlist.id'], name=op.f('fk_share_workspace_id_playlist_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workspace_id'], ['workspace.id'], name=op.f('fk_share_workspace_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_share_token_hash')),
    sa.UniqueConstraint('workspace_id', 'id', name=op.f('uq_share_workspace_id_id'))
    )
    op.create_index(op.f('ix_share_playlist_id'), 'share', ['playlist_id'], unique=False)
    op.create_index(op.f('ix_share_workspace_id'), 'share', ['workspace_id'], unique=False)
    op.add_column('membership', sa.Column('superpowers', sa.String(length=1000), server_default='', nullable=False))
    op.add_column('playlist', sa.Column('guidelines', sa.String(length=5000), server_default='', nullable=False))
    op.add_column('playlist', sa.Column('problem_track_id', sa.Uuid(), nullable=True))
    op.add_column('playlist', sa.Column('due_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('playlist', sa.Column('anonymous_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f('ix_playlist_problem_track_id'), 'playlist', ['problem_track_id'], unique=False)
    op.create_foreign_key(op.f('fk_playlist_workspace_id_problem_track_id'), 'playlist', 'track', ['workspace_id', 'problem_track_id'], ['workspace_id', 'id'], ondelete='SET NULL (problem_track_id)')
    op.add_column('playlist_grant', sa.Column('group_id', sa.Uuid(), nullable=True))
    op.drop_constraint(op.f('uq_playlist_grant_playlist_id_membership_id'), 'playlist_grant', type_='unique')
    op.create_index(op.f('ix_playlist_grant_group_id'), 'playlist_grant', ['group_id'], unique=False)
    op.create_unique_constraint(op.f('uq_playlist_grant_playlist_id_membership_id_group_id'), 'playlist_grant', ['playlist_id', 'membership_id', 'group_id'], postgresql_nulls_not_distinct=True)
    op.create_foreign_key(op.f('fk_playlist_grant_workspace_id_group_id'), 'playlist_grant', 'group', ['workspace_id', 'group_id'], ['workspace_id', 'id'], ondelete='CASCADE')
    op.create_check_constraint(op.f('ck_playlist_grant_one'), 'playlist_grant', 'membership_id is null or group_id is null')
    op.add_column('playlist_item', sa.Column('contribution', sa.String(), nullable=True))
    op.create_check_constraint(op.f('ck_playlist_item_contribution'), 'playlist_item', "contribution in ('input', 'opinion', 'solution')")
    op.create_unique_constraint(op.f('uq_playlist_item_workspace_id_id'), 'playlist_item', ['workspace_id', 'id'])
    op.add_column('track', sa.Column('about_track_id', sa.Uuid(), nullable=True))
    op.create_index(op.f('ix_track_about_track_id'), 'track', ['about_track_id'], unique=False)
    op.create_foreign_key(op.f('fk_track_workspace_id_about_track_id'), 'track', 'track', ['workspace_id', 'about_track_id'], ['workspace_id', 'id'], ondelete='CASCADE')
    op.execute('create unique index uq_group_name on "group" (workspace_id, lower(name)) where deleted_at is null')
    protect('"group"', "group_member", "share")


def downgrade() -> None:
    op.drop_column("track", "about_track_id")
    op.drop_column("playlist_item", "contribution")
    op.drop_column("playlist_grant", "group_id")
    for column in ("guidelines", "problem_track_id", "due_at", "anonymous_at"):
        op.drop_column("playlist", column)
    op.drop_column("membership", "superpowers")
    for table in ("share", "group_member", "group"):
        op.drop_table(table)
