"""Coverage: whom a problem has heard so far, and who else might know: people outside of the usual bubble.

It goes by what was contributed and never by who listened. Suggested is only who may answer: from departments that
were not heard yet first, then whoever knows something near to the problem.
"""

import uuid
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from sqlalchemy import select
from sqlmodel import Session, col

from app.domain import groups, rights
from app.domain.knowing import Knowing, who_knows
from app.models import Group, GroupKind, Membership, Person, Playlist, Request, Right

SUGGESTED_MAX = 5


@dataclass(frozen=True)
class Department:
    """A department with a say here, and who of it contributed."""

    group: Group
    member_ids: frozenset[uuid.UUID]
    contributors: list[Membership]


@dataclass(frozen=True)
class Suggestion:
    """Somebody to ask, and why: the department that was not heard, what they know, or both."""

    member: Membership
    department: Group | None
    knowing: Knowing


@dataclass(frozen=True)
class Coverage:
    """`suggestions` are for whoever may answer here themselves; guests are shown contributors only."""

    contributors: list[Membership] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)


def coverage(session: Session, actor: Membership, playlist: Playlist) -> Coverage:
    """Of a playlist of `playlists.get`."""
    said = [item.track for item in playlist.items if item.track_id != playlist.problem_track_id]
    contributors = list({track.author_id: track.author for track in said}.values())
    if actor.is_guest:
        return Coverage(contributors)
    answering = _answering(session, playlist)
    departments = _departments(session, actor, {one.id for one in contributors}, set(answering))
    if not rights.includes(rights.right_on(session, actor, playlist), Right.ADD):
        return Coverage(contributors, departments)
    known = {actor.id, playlist.created_by, *(one.id for one in contributors), *_asked(session, actor, playlist)}
    asked = [member for id, member in answering.items() if id not in known]
    return Coverage(contributors, departments, _suggestions(session, actor, playlist, departments, asked))


def _asked(session: Session, actor: Membership, playlist: Playlist) -> list[uuid.UUID]:
    """Whom the actor has asked for an answer here. Whom others asked is their affair."""
    asked = select(col(Request.asked_id)).where(
        col(Request.playlist_id) == playlist.id,
        col(Request.asked_by) == actor.id,
        col(Request.asked_id).is_not(None),
        col(Request.withdrawn_at).is_(None),
    )
    return [id for id in session.scalars(asked) if id is not None]


def _answering(session: Session, playlist: Playlist) -> dict[uuid.UUID, Membership]:
    """Who may add to it, by name."""
    may_add = select(Membership).join(Person).where(col(Membership.id).in_(rights.holder_ids(playlist, Right.ADD)))
    return {member.id: member for member in session.scalars(may_add.order_by(col(Person.name), col(Membership.id)))}


def _departments(
    session: Session, actor: Membership, contributing: set[uuid.UUID], answering: set[uuid.UUID]
) -> list[Department]:
    """Those in which somebody contributed or may; the others cannot answer, and nobody waits for them."""
    found = []
    for card in groups.everyone(session, actor):
        ids = frozenset(one.id for one in card.members)
        heard = [member for member in card.members if member.id in contributing]
        if card.group.kind == GroupKind.DEPARTMENT and (heard or answering & ids):
            found.append(Department(card.group, ids, heard))
    return found


def _suggestions(
    session: Session, actor: Membership, playlist: Playlist, departments: list[Department], asked: list[Membership]
) -> list[Suggestion]:
    knowing = who_knows(session, actor, f"{playlist.title}\n{playlist.description}", asked)
    ranked = sorted(asked, key=lambda member: knowing[member.id].worth, reverse=True)
    unheard = [one for one in departments if not one.contributors]
    outside = [
        [Suggestion(member, one.group, knowing[member.id]) for member in ranked if member.id in one.member_ids]
        for one in unheard
    ]
    # One of each department, then the second of each: five people of one department are a bubble again.
    in_turn = [one for one in chain.from_iterable(zip_longest(*outside)) if one is not None]
    inside = [Suggestion(member, None, knowing[member.id]) for member in ranked if knowing[member.id].worth > 0]
    first = {one.member.id: one for one in reversed([*in_turn, *inside])}
    order = dict.fromkeys(one.member.id for one in [*in_turn, *inside])
    return [first[id] for id in order][:SUGGESTED_MAX]
