"""Canaries: words and sounds that exist once in the world, and a look into every place where a trace of them may be."""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg
from psycopg import sql

from app.objects import objects
from runtime.parts import Parts
from runtime.postgres import DATABASE, address

# Names of objects to be deleted are ids, kept until their folder was emptied twice.
TABLES_OF_IDS = {"object_deletion"}


@dataclass
class Canary:
    """`word("title")` is one of a kind for this canary; `marks` are bytes of its sound, `ids` of its rows."""

    chance: random.Random
    words: list[str] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def word(self, where: str) -> str:
        """Letters only, so that search takes it for one word, and its stem keeps the beginning."""
        made = f"{where}{''.join(self.chance.choices(string.ascii_lowercase, k=12))}ox"
        self.words.append(made)
        return made

    def mark(self, size_bytes: int) -> bytes:
        """Quiet noise of 16 bits a sample, which no recorder makes twice."""
        made = b"".join(
            self.chance.randrange(-90, 90).to_bytes(2, "little", signed=True) for _ in range(size_bytes // 2)
        )
        self.marks.append(made)
        return made


def in_rows(parts: Parts, canary: Canary, *, with_ids: bool = True) -> list[str]:
    """Tables in which a row holds one of its words, or, with ids, one of its ids: every table of the database."""
    assert parts.postgres
    superuser = address(parts.postgres.folder, "postgres", DATABASE)
    with psycopg.connect(superuser) as connection:
        tables = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        return [table for (table,) in tables for _ in _traces(connection, table, canary, with_ids)]


def _traces(connection: psycopg.Connection, table: str, canary: Canary, with_ids: bool) -> Iterator[int]:
    wanted = [*canary.words, *(canary.ids if with_ids and table not in TABLES_OF_IDS else [])]
    count = sql.SQL("select count(*) from {} as one where lower(one::text) like any (%s)").format(sql.Identifier(table))
    row = connection.execute(count, [[f"%{word.lower()}%" for word in wanted]]).fetchone()
    yield from range(row[0] if row else 0)


def in_objects(canary: Canary) -> list[str]:
    """Names of objects that hold a mark of its sound, or that are named after its ids: the whole bucket."""
    found = []
    for info in objects().list(""):
        body = objects().read(info.key)
        if any(mark in body for mark in canary.marks) or any(id in info.key for id in canary.ids):
            found.append(info.key)
    return found


def in_text(canary: Canary, text: str) -> list[str]:
    return [word for word in canary.words if word.lower() in text.lower()]
