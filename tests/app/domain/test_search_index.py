"""Row security keeps PostgreSQL from the index of words; the search functions' role is let through to it."""

import psycopg
import pytest

from runtime.parts import Parts
from tests.cast import Player


def plan(url: str, role: str, player: Player) -> str:
    """How this role would look for a word when reading the whole table is the last resort."""
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('lorecast.workspace', %s, true)", [str(player.member.workspace_id)])
        connection.execute("set local enable_seqscan = off")
        connection.execute(f"set local role {role}".encode())
        rows = connection.execute("explain select id from passage where tsv @@ 'zebra'")
        return "\n".join(row[0] for row in rows)


def test_search_functions_reach_the_index_of_words(parts: Parts, ada: Player) -> None:
    assert parts.database_url
    assert "tsv @@" in index_conditions(plan(parts.database_url, "lorecast_search", ada))


@pytest.mark.parametrize("role", ["lorecast_app", "lorecast"])
def test_nobody_else_does_which_is_why_they_exist(parts: Parts, ada: Player, role: str) -> None:
    assert parts.database_url
    assert "tsv @@" not in index_conditions(plan(parts.database_url, role, ada))


def index_conditions(plan: str) -> str:
    return "\n".join(line for line in plan.splitlines() if "Index Cond" in line)
