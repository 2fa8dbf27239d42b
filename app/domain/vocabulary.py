"""The vocabulary: names and words of its own that a workspace teaches the speech model, and where each came from.

Admins write terms down. Whoever corrects a sentence may teach what the correction brought to light, guests excepted.
Whoever taught a term, and admins, remove it. The worker reads `workspaces.vocabulary`.
"""

import uuid
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from app.domain import rights, tracks, workspaces
from app.domain.undo import is_restorable
from app.errors import Forbidden, Invalid, NotFound
from app.models import TERM_MAX_CHARS, Membership, Person, Segment, Term, Track, Workspace
from app.models.base import now


@dataclass(frozen=True)
class Taught:
    """A term and where it comes from. `track`: only if the reader may hear it; `teacher`: None when it is not known."""

    term: Term
    teacher: str | None
    track: Track | None
    may_remove: bool


def of(session: Session, actor: Membership) -> list[Taught]:
    """What the model is told, the newest first."""
    _require_member(actor)
    told_in = and_(col(Track.id) == col(Segment.track_id), rights.audible(actor))
    rows = session.execute(
        select(Term, Person.name, Track)  # type: ignore[call-overload]
        .outerjoin(Membership, col(Membership.id) == col(Term.taught_by))
        .outerjoin(Person, col(Person.id) == col(Membership.person_id))
        .outerjoin(Segment, col(Segment.id) == col(Term.segment_id))
        .outerjoin(Track, told_in)
        .where(col(Term.workspace_id) == actor.workspace_id, col(Term.removed_at).is_(None))
        .order_by(*workspaces.TERMS_ORDER)
    )
    return [Taught(term, name, track, may_remove(actor, term)) for term, name, track in rows]


def write_down(session: Session, actor: Membership, *, lines: str) -> list[Term]:
    """Admins add terms, one a line. Gives those that are new."""
    if not actor.is_admin:
        raise Forbidden("Only the owner and admins write words down. Anybody teaches one by correcting a sentence.")
    return _add(session, actor, lines.splitlines(), None)


def teach(session: Session, actor: Membership, segment: Segment, *, spellings: list[str]) -> list[Term]:
    """Terms that the segment says, from whoever may correct it. Gives those that are new."""
    _require_member(actor)
    tracks.require_edit(actor, tracks.get(session, actor, segment.track_id))
    if any(not spelling.strip() or spelling not in segment.text for spelling in spellings):
        raise Invalid("Only words of the sentence can be taught from it.", field="spellings")
    return _add(session, actor, spellings, segment)


def may_teach(actor: Membership) -> bool:
    """Whether they may, given that they may correct."""
    return not actor.is_guest


def known(session: Session, actor: Membership) -> set[str]:
    """What the model is told already, in lower case."""
    return {term.lower() for term in workspaces.vocabulary(session, actor.workspace_id)}


def get(session: Session, actor: Membership, id: uuid.UUID) -> Term:
    """A term, removed or not."""
    _require_member(actor)
    term = session.get(Term, id)
    if term is None or term.workspace_id != actor.workspace_id:
        raise NotFound
    return term


def remove(actor: Membership, term: Term) -> None:
    """The model is not told any more. Twice is once."""
    _require_removal(actor, term)
    if term.removed_at is None:
        term.removed_at, term.removed_by = now(), actor.id


def restore(session: Session, actor: Membership, term: Term) -> None:
    """Bring a removed term back; nothing happens when it has been taught again meanwhile."""
    _require_removal(actor, term)
    if not is_restorable(term.removed_at):
        raise NotFound
    if term.spelling.lower() not in known(session, actor):
        _require_room(session, actor, [term.spelling])
        term.removed_at = term.removed_by = None


def may_remove(actor: Membership, term: Term) -> bool:
    """Whoever taught it, and admins."""
    return actor.is_admin or term.taught_by == actor.id


def _add(session: Session, actor: Membership, lines: list[str], segment: Segment | None) -> list[Term]:
    session.scalars(
        select(Workspace).where(col(Workspace.id) == actor.workspace_id).with_for_update(key_share=True)
    ).one()
    held, moment = known(session, actor), now()
    spellings = {line.lower(): line for line in reversed([_checked(line) for line in lines]) if line}
    fresh = [spelling for spelling in spellings.values() if spelling.lower() not in held]
    _require_room(session, actor, fresh)
    terms = [_term(actor, spelling, segment) for spelling in reversed(fresh)]
    for term in terms:
        term.created_at = moment
    session.add_all(terms)
    session.flush()
    return terms


def _term(actor: Membership, spelling: str, segment: Segment | None) -> Term:
    segment_id = segment.id if segment else None
    return Term(workspace_id=actor.workspace_id, spelling=spelling, taught_by=actor.id, segment_id=segment_id)


def _require_room(session: Session, actor: Membership, fresh: list[str]) -> None:
    mine = (col(Term.workspace_id) == actor.workspace_id, col(Term.removed_at).is_(None))
    held = session.scalars(select(func.coalesce(func.sum(func.length(Term.spelling) + 1), 0)).where(*mine)).one()
    if held + sum(len(spelling) + 1 for spelling in fresh) > workspaces.VOCABULARY_MAX_CHARS:
        sentence = f"Please keep the vocabulary under {workspaces.VOCABULARY_MAX_CHARS} characters."
        raise Invalid(sentence, field="spellings")


def _checked(line: str) -> str:
    spelling = " ".join(line.replace("\0", " ").split())
    if len(spelling) > TERM_MAX_CHARS:
        raise Invalid(f"Please keep each term under {TERM_MAX_CHARS} characters.", field="spellings")
    return spelling


def _require_member(actor: Membership) -> None:
    if actor.is_guest:
        raise Forbidden("Guests do not see the vocabulary.")


def _require_removal(actor: Membership, term: Term) -> None:
    if not may_remove(actor, term):
        raise Forbidden("Only whoever taught a term, and admins, remove it.")
