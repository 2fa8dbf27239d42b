"""Leaving: what becomes of what somebody said, and of what is known about them, when they go.

keep       their tracks stay under their name
nameless   their tracks stay, as those of a former member
erase      everything they said goes, and nobody is named

Nameless and erase take away what was personal at once: places and habits of listening, news, notes to self, rights.
"""

import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, delete, or_, select, update
from sqlmodel import Session, col

from app.domain import memberships, people
from app.models import (
    ApiToken,
    Assignment,
    CheckIn,
    Digest,
    GroupMember,
    HelpCall,
    IdempotentReply,
    Invitation,
    Listen,
    Membership,
    Mute,
    Note,
    Notification,
    Outcome,
    Person,
    Playlist,
    PlaylistGrant,
    Request,
    RequestStep,
    ReverseOnboarding,
    Share,
    Thanks,
    Track,
)
from app.models.base import now
from app.words import gettext as _


class Fate(StrEnum):
    KEEP = "keep"
    NAMELESS = "nameless"
    ERASE = "erase"


def remove(session: Session, actor: Membership, member: Membership, fate: Fate) -> None:
    """End somebody's membership. Idempotent; a stricter fate may follow a milder one."""
    memberships.deactivate(session, actor, member)
    if fate is not Fate.KEEP:
        part(session, member, fate)


def part(session: Session, member: Membership, fate: Fate) -> None:
    """Take out of this workspace, which the session is in, whoever is shut out of it already; not with KEEP."""
    person_id = member.person_id
    _forget_personal(session, member)
    if fate is Fate.ERASE:
        _take_back(session, member)
    _unname(session, member)
    session.flush()
    people.forget_without_place(session, [person_id])


def _forget_personal(session: Session, member: Membership) -> None:
    """What nobody but themselves was to see, and what let them in."""
    theirs: list[tuple[Any, ColumnElement[bool]]] = [
        (table, col(table.membership_id) == member.id)
        for table in (Listen, Notification, Mute, Digest, IdempotentReply, ApiToken, GroupMember, PlaylistGrant)
    ]
    theirs.append((Share, col(Share.created_by) == member.id))
    theirs.append((Assignment, col(Assignment.hire_id) == member.id))
    # A reply kept for somebody else's repeat may name them.
    theirs.append((IdempotentReply, cast(col(IdempotentReply.body), Text).contains(str(member.id))))
    theirs.append((Invitation, col(Invitation.email) == member.person.email))
    for table, condition in theirs:
        session.execute(delete(table).where(condition))


def _take_back(session: Session, member: Membership) -> None:
    """What they wrote goes now; what they recorded is silent now, and goes with the next purge, in small batches."""
    member.erased_at = now()
    mine = (col(Track.author_id) == member.id, col(Track.deleted_at).is_(None))
    session.execute(update(Track).where(*mine).values(deleted_at=now()))
    said: list[tuple[Any, ColumnElement[bool]]] = [
        (Note, col(Note.author_id) == member.id),
        (Thanks, col(Thanks.membership_id) == member.id),
        (Outcome, col(Outcome.tried_by) == member.id),
        (Request, col(Request.asked_by) == member.id),
        (CheckIn, or_(col(CheckIn.created_by) == member.id, col(CheckIn.invited_id) == member.id)),
    ]
    for table, condition in said:
        session.execute(delete(table).where(condition))
    session.execute(update(RequestStep).where(col(RequestStep.taken_by) == member.id).values(words=""))
    helped = select(col(Assignment.id)).where(col(Assignment.mentor_id) == member.id)
    session.execute(update(HelpCall).where(col(HelpCall.assignment_id).in_(helped)).values(answer=""))


def _unname(session: Session, member: Membership) -> None:
    """In their place stands somebody whom nobody can be: no mail reaches that address, and it has no password."""
    _retitle_asked_back(session, member)
    former = Person(email=f"{uuid.uuid4()}@former.invalid", name=_("A former member"))
    session.add(former)
    session.flush()
    member.person_id, member.title, member.superpowers = former.id, "", ""
    session.flush()
    session.refresh(member)


def _retitle_asked_back(session: Session, member: Membership) -> None:
    """The playlist that they were asked for in turn bears their first name."""
    asked = select(col(ReverseOnboarding.playlist_id)).where(col(ReverseOnboarding.hire_id) == member.id)
    title = _("What a former member knows")
    session.execute(update(Playlist).where(col(Playlist.id).in_(asked)).values(title=title))
    session.execute(delete(ReverseOnboarding).where(col(ReverseOnboarding.hire_id) == member.id))
