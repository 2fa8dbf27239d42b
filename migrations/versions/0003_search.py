"""Search: passages, the vocabulary, and the functions that read them by index"""

from pathlib import Path

from alembic import op

from migrations.search_role import create_search_role, own_by_search_role
from migrations.security import protect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "search"
# They run as the search role; see docs/decisions for why row security alone would keep PostgreSQL from the index.
FUNCTIONS = (
    "search_languages()",
    "search_known(text)",
    "search_terms(text[], integer)",
    "search_found(jsonb, uuid[], uuid[], halfvec)",
)


def run(name: str) -> None:
    """A file of SQL as it is: percent signs and colons are its own."""
    op.get_bind().connection.driver_connection.execute((SQL / name).read_text())


def upgrade() -> None:
    run("languages.sql")
    run("tables.sql")
    protect("passage", "vocabulary", "search_size")
    for name in ("vocabulary.sql", "terms.sql", "found.sql", "ranked.sql"):
        run(name)
    create_search_role("passage", "vocabulary", "search_size")
    own_by_search_role(*FUNCTIONS)
    run("titles.sql")


def downgrade() -> None:
    op.execute("drop table passage, vocabulary, search_size cascade")
