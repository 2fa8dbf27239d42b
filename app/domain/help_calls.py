"""Help calls: a hire says where they need help, the mentor answers. Seen by these two and nobody else."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.domain import assignments, notifications, progress, rights
from app.domain.undo import is_restorable
from app.errors import Conflict, Forbidden, Invalid, NotFound
from app.models import Assignment, HelpCall, Membership, NotificationKind, Recording, Track
from app.models.base import loaded, now

SENTENCE_MAX_CHARS = 1_000


def call(
    session: Session, hire: Membership, assignment: Assignment, track_id: uuid.UUID | None, *, sentence: str = ""
) -> HelpCall:
    """Say "I need help here" at a track of the playlist. Saying it again while it is open changes the sentence."""
    sentence = _checked(sentence, field="sentence")
    found = progress.tracks_of(session, hire, [assignment.playlist_id])
    track = next((track for track in found.get(assignment.playlist_id, []) if track.id == track_id), None)
    if track is None:
        raise Invalid("Please choose a track of this playlist.", field="track_id")
    assignments.lock_path(session, hire)
    made = _open_at(session, assignment, track)
    made = made or HelpCall(workspace_id=hire.workspace_id, assignment_id=assignment.id, track_id=track.id)
    made.sentence = sentence
    session.add(made)
    session.flush()
    told = NotificationKind.HELP_WANTED
    notifications.notify(session, [assignment.mentor_id], told, by=hire, track_id=track.id)
    return get(session, hire, made.id)


def of(session: Session, actor: Membership, asked: Sequence[Assignment]) -> dict[uuid.UUID, list[HelpCall]]:
    """The calls by assignment, oldest first, for those assignments whose hire or mentor the actor is."""
    ids = [each.id for each in asked if actor.id in (each.hire_id, each.mentor_id)]
    here = select(HelpCall).where(col(HelpCall.assignment_id).in_(ids), _living(), _audible(actor))
    found: dict[uuid.UUID, list[HelpCall]] = defaultdict(list)
    for each in session.scalars(here.options(*_whole()).order_by(col(HelpCall.created_at), col(HelpCall.id))):
        found[each.assignment_id].append(each)
    return found


def get(session: Session, actor: Membership, id: uuid.UUID) -> HelpCall:
    """One call, for its hire and its mentor. Raises NotFound."""
    return _get(session, actor, id, _living())


def answer(session: Session, mentor: Membership, id: uuid.UUID, *, answer: str = "") -> HelpCall:
    """The mentor answers in a sentence, or, without one, says that they have helped."""
    found = get(session, mentor, id)
    if found.assignment.mentor_id != mentor.id:
        raise Forbidden("Only the mentor answers.")
    found.answer, found.helped_at = _checked(answer, field="answer"), found.helped_at or now()
    notifications.notify(
        session, [found.assignment.hire_id], NotificationKind.HELPED, by=mentor, track_id=found.track_id
    )
    return found


def reopen(session: Session, mentor: Membership, id: uuid.UUID) -> HelpCall:
    """Undo `answer`; the words stay for the next try. Raises Conflict when the hire has asked anew meanwhile."""
    found = get(session, mentor, id)
    if found.assignment.mentor_id != mentor.id:
        raise Forbidden("Only the mentor does this.")
    _require_none_open(session, found)
    found.helped_at = None
    return found


def withdraw(session: Session, hire: Membership, id: uuid.UUID) -> HelpCall:
    """The hire takes the call back. It can be restored for 30 days."""
    found = get(session, hire, id)
    _require_hire(found, hire)
    found.removed_at = now()
    notifications.withdraw(session, NotificationKind.HELP_WANTED, by=hire, track_id=found.track_id)
    return found


def restore(session: Session, hire: Membership, id: uuid.UUID) -> HelpCall:
    """Undo `withdraw`."""
    found = _get(session, hire, id)
    _require_hire(found, hire)
    if not is_restorable(found.removed_at):
        raise NotFound
    if found.removed_at:
        _require_none_open(session, found)
    found.removed_at = None
    return found


def _get(session: Session, actor: Membership, id: uuid.UUID, *conditions: ColumnElement[bool]) -> HelpCall:
    here = select(HelpCall).where(col(HelpCall.id) == id, _audible(actor), *conditions).options(*_whole())
    found = session.scalars(here.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    assignments.get(session, actor, found.assignment_id)
    return found


def _require_hire(found: HelpCall, hire: Membership) -> None:
    if found.assignment.hire_id != hire.id:
        raise Forbidden("Only whoever asked for help takes it back.")


def _require_none_open(session: Session, found: HelpCall) -> None:
    other = _open_at(session, found.assignment, found.track)
    if other is not None and other.id != found.id:
        raise Conflict("There is an open call for help at this track already.")


def _open_at(session: Session, assignment: Assignment, track: Track) -> HelpCall | None:
    same = (col(HelpCall.assignment_id) == assignment.id, col(HelpCall.track_id) == track.id)
    return session.scalars(select(HelpCall).where(*same, _living(), col(HelpCall.helped_at).is_(None))).first()


def _audible(actor: Membership) -> ColumnElement[bool]:
    heard: ColumnElement[bool] = exists().where(col(Track.id) == col(HelpCall.track_id), rights.audible(actor))
    return heard


def _living() -> ColumnElement[bool]:
    return col(HelpCall.removed_at).is_(None)


def _whole() -> list[Any]:
    track = joinedload(loaded(HelpCall.track))
    recording = track.joinedload(loaded(Track.recording))
    whole = [track.joinedload(loaded(Track.author)), recording.joinedload(loaded(Recording.rendition))]
    return [*whole, joinedload(loaded(HelpCall.assignment))]


def _checked(words: str, *, field: str) -> str:
    words = words.strip()
    if len(words) > SENTENCE_MAX_CHARS:
        raise Invalid(f"Please keep this under {SENTENCE_MAX_CHARS} characters.", field=field)
    return words
