"""A dump of the database can be restored: what docs/self-hosting.md tells people to do by hand."""

import subprocess
import uuid
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from runtime.parts import Parts
from runtime.postgres import DATABASE, ROLE, Postgres, address, programs
from tests.cast import Cast, Player


@pytest.fixture
def postgres(parts: Parts, cast: Cast) -> Postgres:
    """The tests' own PostgreSQL with somebody in it; a superuser's addresses come from its folder."""
    assert parts.postgres is not None
    return parts.postgres


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(programs() / "bin" / program), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_a_superusers_dump_restores_without_a_word(postgres: Postgres, ada: Player, tmp_path: Path) -> None:
    dump, name = str(tmp_path / "lorecast.dump"), f"restored_{uuid.uuid4().hex}"
    superuser = address(postgres.folder, "postgres", DATABASE)
    assert run("pg_dump", "--format=custom", f"--file={dump}", superuser).returncode == 0
    with psycopg.connect(superuser, autocommit=True) as connection:
        create = sql.SQL("create database {} owner {} template template0")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(ROLE)))
    restored = address(postgres.folder, "postgres", name)
    done = run("pg_restore", f"--dbname={restored}", dump)
    assert (done.returncode, done.stderr) == (0, "")
    with psycopg.connect(restored) as connection:
        found = connection.execute("select count(*) from membership where id = %s", [ada.member.id]).fetchone()
        search = connection.execute("select to_regclass('passage')").fetchone()
    assert found == (1,)
    assert search == ("passage",)


def test_the_tables_owner_cannot_dump_around_row_security(postgres: Postgres, tmp_path: Path) -> None:
    done = run("pg_dump", f"--file={tmp_path / 'own.dump'}", postgres.url)
    assert done.returncode != 0
    assert "row-level security" in done.stderr
