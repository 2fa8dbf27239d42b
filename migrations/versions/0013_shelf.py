"""The last changed playlists first, a few of very many"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_playlist_shelf", "playlist", ["workspace_id", "updated_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_playlist_shelf", "playlist")
