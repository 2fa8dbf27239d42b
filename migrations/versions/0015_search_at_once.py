"""Search asks once for all the words of a question, and PostgreSQL plans the ranking once for all questions"""

from pathlib import Path

from alembic import op

from migrations.search_role import as_search_role

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TERMS = Path(__file__).parent.parent / "search" / "terms_at_once.sql"
RANKED = "search_ranked(jsonb, uuid[], uuid[], halfvec)"


def upgrade() -> None:
    # Only once it is loaded may a function name a setting of pg_trgm.
    op.execute("select similarity('', '')")
    with as_search_role():
        op.get_bind().connection.driver_connection.execute(TERMS.read_text())
    op.execute(f"alter function {RANKED} reset plan_cache_mode")


def downgrade() -> None:
    # The words mean the same to both versions of the function: it may stay.
    op.execute(f"alter function {RANKED} set plan_cache_mode = force_custom_plan")
