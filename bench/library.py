"""Generated libraries: a team of a hundred with so many tracks in one workspace, copied straight into PostgreSQL.

What is in them is what the application would have written (library_rows.py); only their sound is not in the store.
Made once, kept in a folder by the version of the tables, and copied for each use: no run sees the traces of the last.
"""

import shutil
import subprocess
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from pgvector.psycopg import register_vector
from psycopg import sql

from bench.library_rows import tables
from bench.library_shape import Shape, Table
from bench.lorecast import Lorecast, lorecast
from runtime.folder import folder
from runtime.postgres import address
from runtime.processes import migrations_digest

# Vectors and vocabulary are put in order at the end, all at once: ten times faster than row by row.
INDEXES = "create index ix_passage_embedding on passage using hnsw (embedding halfvec_ip_ops)"
VOCABULARY = """
    insert into vocabulary (workspace_id, language, word, lexeme, passages_count)
    select * from search_counts(
        (select array_agg(workspace_id order by id) from passage),
        (select array_agg(language order by id) from passage),
        (select array_agg(text order by id) from passage))
"""
MADE_BY = ("library.py", "library_rows.py", "library_shape.py", "library_speech.py", "made_up.py")
SIZE = """
    insert into search_size (workspace_id, passages_count, titles_count)
    select workspace_id, count(*), count(*) filter (where is_title) from passage group by 1
"""


@dataclass(frozen=True)
class Library:
    """How much is in it. `segments_each`: sentences of a track; the newest tracks have twenty."""

    tracks: int
    segments_each: int

    @property
    def name(self) -> str:
        """With what it depends on: another version of the tables or of these files is another library."""
        here = Path(__file__).parent
        made_by = "".join((here / name).read_text() for name in MADE_BY)
        digest = uuid.uuid5(uuid.NAMESPACE_OID, migrations_digest() + made_by).hex[:12]
        return f"library-{self.tracks}-{self.segments_each}-{digest}"


EMPTY = Library(0, 0)
SMALL, MIDDLE, LARGE = Library(1_000, 2), Library(10_000, 20), Library(100_000, 2)


@contextmanager
def standing(library: Library, cache: Path, scratch: Path, say: Callable[[str], None]) -> Iterator[Lorecast]:
    """A running Lorecast with this library in it. What is done to it is not kept."""
    kept = cache / library.name
    if not kept.exists():
        _make(library, kept, say)
    data = scratch / library.name
    say(f"copying the library of {library.tracks:,} tracks")
    # Owners count: PostgreSQL takes no files but its own user's.
    subprocess.run(["cp", "-a", str(kept), str(data)], check=True)
    try:
        with lorecast(data) as one:
            yield one
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _make(library: Library, kept: Path, say: Callable[[str], None]) -> None:
    partial = kept.with_name(f"{kept.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    with lorecast(partial) as one:
        if library.tracks:
            fill(superuser_url(one.data), library, say)
    shutil.rmtree(partial / "sockets")
    partial.rename(kept)


def fill(database_url: str, library: Library, say: Callable[[str], None] = lambda _: None) -> None:
    """Writes the library into a database that has an owner and nothing else; the URL is a superuser's."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        register_vector(connection)
        shape = _shape(connection, library)
        # Triggers and foreign keys would look at every row, and these rows fit together by construction.
        connection.execute("set session_replication_role = replica")
        connection.execute("drop index ix_passage_embedding")
        for table in tables(shape):
            say(f"{library.tracks:,} tracks: {table.name}")
            _copy(connection, table)
        connection.execute("set maintenance_work_mem = '1GB'")
        for what, statement in (("vocabulary", VOCABULARY), ("size", SIZE), ("vectors", INDEXES)):
            say(f"{library.tracks:,} tracks: {what}")
            connection.execute(statement)
        connection.execute("vacuum analyze")


def superuser_url(data: Path) -> str:
    """Row security does not bind this role, which COPY needs."""
    return address(folder(data), "postgres", "lorecast")


def _shape(connection: psycopg.Connection, library: Library) -> Shape:
    found = connection.execute("select workspace_id, id from membership order by created_at limit 1").fetchone()
    if found is None:
        raise RuntimeError("there is no owner")
    return Shape(found[0], found[1], library.tracks, library.segments_each)


def _copy(connection: psycopg.Connection, table: Table) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.names))
    statement = sql.SQL("copy {} ({}) from stdin with (format binary)").format(sql.Identifier(table.name), columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(table.types)
        for row in table.rows:
            copy.write_row(row)
