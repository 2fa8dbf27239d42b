"""Puts a text into every column of a workspace that holds words of people, whatever the forms would have said to it."""

import json

from sqlalchemy import Column, text
from sqlmodel import Session, SQLModel
from sqlmodel.sql.sqltypes import AutoString

from app.models import Membership

# Words of ours: hashes, keys, languages, reasons. Addresses of people are checked when they are given.
OURS = {"token_hash", "password_hash", "undo_hash", "email_hash", "request_sha256", "sha256", "source_sha256", "key"}
OURS |= {"prefix", "language", "reason", "session_id", "email", "model"}
# Words in JSON, as the models keep them.
WORDS = {
    ("segment", "words"): [[0, 900, "TEXT", 0.1], [900, 1800, "TEXT", 0.9]],
    ("template", "cards"): [{"title": "TEXT", "prompt": "TEXT"}],
    ("request", "cards"): ["TEXT"],
}
OF_THE_WORKSPACE = {
    "workspace": "where id = :workspace",
    "person": "where id in (select person_id from membership)",
    "login_session": "where person_id in (select person_id from membership)",
}


def plant(session: Session, member: Membership, words: str) -> int:
    """Every text of the member's workspace is these words from now on; returns how many columns hold them."""
    columns = [column for table in SQLModel.metadata.sorted_tables for column in table.columns if is_theirs(column)]
    for column in columns:
        _write(session, column, words, member)
    for (table, name), shape in WORDS.items():
        said = json.dumps(shape).replace('"TEXT"', json.dumps(words))
        session.execute(text(f'update "{table}" set {name} = cast(:said as jsonb)'), {"said": said})
    return len(columns) + len(WORDS)


def is_theirs(column: "Column[str]") -> bool:
    return isinstance(column.type, AutoString) and column.name not in OURS


def _write(session: Session, column: "Column[str]", words: str, member: Membership) -> None:
    """Spellings differ from row to row: a few letters of the row's id, which make no difference to a browser."""
    table = column.table.name
    value = "left(:words, 90) || left(id::text, 8)" if column.name == "spelling" else "left(:words, :most)"
    statement = f'update "{table}" set "{column.name}" = {value} {OF_THE_WORKSPACE.get(table, "")}'
    given = {"words": words, "most": column.type.length or 5_000, "workspace": member.workspace_id}
    session.execute(text(statement), {name: value for name, value in given.items() if f":{name}" in statement})
