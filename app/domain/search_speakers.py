"""People whose name is among the words of a query: what they said counts as found."""

import unicodedata
import uuid

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import Session, col

from app.domain.search_query import Query
from app.domain.search_terms import Terms
from app.models import Membership, Person

BEGINNING_MIN_CHARS = 3


def speakers(session: Session, actor: Membership, query: Query, terms: Terms) -> tuple[list[int], list[uuid.UUID]]:
    """The slots that are names, and the members so named."""
    asked = {slot: fold(query.words[slot - 1]) for slot in terms.worth if slot <= len(query.words)}
    beginning = asked.get(len(query.words)) if query.begins else None
    beginning = beginning if beginning and len(beginning) >= BEGINNING_MIN_CHARS else None
    rows = _named(session, actor, list(asked.values()), beginning)
    said = {word for _, name in rows for word in fold(name).split()}
    slots = [
        slot
        for slot, word in asked.items()
        if word in said or (word == beginning and any(name.startswith(word) for name in said))
    ]
    return slots, [id for id, _ in rows]


def fold(word: str) -> str:
    """Small letters without accents.

    >>> fold("Zoë")
    'zoe'
    """
    return "".join(one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one))


def _named(session: Session, actor: Membership, words: list[str], beginning: str | None) -> list[tuple[uuid.UUID, str]]:
    name = func.lower(func.unaccent(col(Person.name)))
    conditions: list[ColumnElement[bool]] = [func.string_to_array(name, " ").op("&&")(words)]
    if beginning:
        conditions.append(func.concat(" ", name).contains(" " + beginning, autoescape=True))
    named = (
        select(col(Membership.id), col(Person.name))
        .join(Person, col(Person.id) == Membership.person_id)
        .where(col(Membership.workspace_id) == actor.workspace_id, or_(*conditions))
    )
    return [(id, name) for id, name in session.execute(named)]
