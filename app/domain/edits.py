"""Edits: cutting and recording again, without ever touching what was uploaded.

    retake begun → parts arrive → arrived ⇄ undone
                        cut →       made  ⇄ undone

What is heard is the takes of the recording, changed by its edits in order (domain/timelines.py); the worker makes it.
Edits are undone from the last one back, and done again in the order they were made.
"""

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.config import settings
from app.domain import recordings, timelines, tracks, transcripts
from app.domain.parts import RETAKE_TAKES_MAX
from app.domain.timelines import Change, Span
from app.errors import Conflict, Forbidden, Invalid, NotFound
from app.models import Edit, EditKind, Membership, Part, Recording, RecordingStatus, Track
from app.models.base import now

LEFT_MIN_MS = 1_000
SAID_MAX_CHARS = 200


def of(session: Session, recording: Recording) -> list[Edit]:
    """All edits in the order they were made; also those undone, and retakes that have not arrived."""
    mine = select(Edit).where(col(Edit.recording_id) == recording.id)
    return list(session.scalars(mine.order_by(col(Edit.number))))


def prepare(session: Session, actor: Membership, track: Track) -> None:
    """Have a track made anew whose timeline was not kept yet; does nothing for any other."""
    tracks.require_edit(actor, track)
    recording = track.recording
    if recording.status == RecordingStatus.READY and not recordings.timeline(session, recording):
        recordings.remake(session, recording)


def cut(session: Session, actor: Membership, track: Track, *, start_ms: int, end_ms: int) -> Edit:
    """Leave out a stretch of what is heard now. Both ends move to a quiet place nearby when it is made."""
    recording = _editable(session, actor, track)
    edit = _new(session, actor, recording, EditKind.CUT, start_ms, end_ms)
    if not edit.without:
        raise Invalid("There is nothing between these two moments.", field="end_ms")
    _require_rest(session, recording, edit)
    edit.arrived_at = now()
    return _made(session, recording, edit)


def begin_retake(session: Session, actor: Membership, track: Track, *, start_ms: int, end_ms: int | None) -> Edit:
    """Open a retake of a stretch, or of everything from `start_ms` on; nothing changes before it has arrived."""
    if track.author_id != actor.id:
        raise Forbidden("Only whoever speaks here can record it again.")
    recording = _editable(session, actor, track)
    end = recording.duration_ms or 0
    edit = _new(session, actor, recording, EditKind.RETAKE, start_ms, end if end_ms is None else end_ms)
    edit.first_take = _free_take(session, recording)
    session.add(edit)
    session.flush()
    return edit


def arrive(session: Session, recording: Recording, *, first_take: int, part_counts: list[int]) -> Recording:
    """A retake is whole: declare its takes, and have it made. The same declaration twice is one."""
    session.refresh(recording, with_for_update={"of": Recording})
    edit = next((one for one in of(session, recording) if one.first_take == first_take), None)
    if edit is None:
        raise NotFound
    if edit.arrived_at is None:
        _declare(session, recording, first_take, part_counts)
        edit.takes_count, edit.arrived_at = len(part_counts), now()
        recordings.remake(session, recording)
    elif edit.takes_count != len(part_counts):
        raise Conflict("This was already recorded again, with other takes.")
    return recording


def undo(session: Session, actor: Membership, track: Track) -> Edit:
    """Take back the last edit. Its takes stay."""
    recording = _editable(session, actor, track)
    edit = last(of(session, recording))
    if edit is None:
        raise Conflict("There is nothing to undo.")
    edit.undone_at = now()
    return _made(session, recording, edit)


def redo(session: Session, actor: Membership, track: Track) -> Edit:
    """Do the edit again that was undone last."""
    recording = _editable(session, actor, track)
    edit = next_undone(of(session, recording))
    if edit is None:
        raise Conflict("There is nothing to do again.")
    edit.undone_at = None
    return _made(session, recording, edit)


def last(edits: list[Edit]) -> Edit | None:
    """The one to undo next."""
    return next((edit for edit in reversed(edits) if edit.arrived_at and not edit.undone_at), None)


def next_undone(edits: list[Edit]) -> Edit | None:
    """The one to do again next: undone, and nothing was changed since."""
    newest = last(edits)
    return next((one for one in edits if one.undone_at and (newest is None or one.number > newest.number)), None)


def heard(takes: list[tuple[int, Span]], edits: list[Edit]) -> list[Span]:
    """The timeline to make. `takes`: number and source span of each take, in the order they arrived."""
    arrived = [edit for edit in edits if edit.arrived_at]
    again = {number for edit in arrived for number in _takes_of(edit)}
    originals = [span for number, span in takes if number not in again]
    changes = [_change(edit, takes) for edit in arrived if not edit.undone_at]
    return timelines.fold(timelines.joined(originals), changes)


def _editable(session: Session, actor: Membership, track: Track) -> Recording:
    """The recording, locked. Raises Conflict while it cannot be edited."""
    tracks.require_edit(actor, track)
    recording = track.recording
    session.refresh(recording, with_for_update={"of": Recording})
    if recording.status == RecordingStatus.UPLOADED:
        raise Conflict("The last change is still being made. Wait a moment, then go on.")
    if not recording.is_playable:
        raise Conflict("It can be edited as soon as it can be heard.")
    return recording


def _timeline(session: Session, recording: Recording) -> list[Span]:
    """What is heard now."""
    found = recordings.timeline(session, recording)
    if not found:
        raise Conflict("This track is from before editing. Open its page “Cut or say again” once to have it prepared.")
    return found


def _new(session: Session, actor: Membership, recording: Recording, kind: EditKind, start_ms: int, end_ms: int) -> Edit:
    without = timelines.to_source(_timeline(session, recording), max(start_ms, 0), end_ms)
    number = session.scalars(select(func.max(Edit.number)).where(col(Edit.recording_id) == recording.id)).one()
    return Edit(
        workspace_id=recording.workspace_id,
        recording_id=recording.id,
        number=0 if number is None else number + 1,
        kind=kind,
        without=[list(span) for span in without],
        said=transcripts.said_between(session, recording, start_ms, end_ms)[:SAID_MAX_CHARS],
        edited_by=actor.id,
    )


def _require_rest(session: Session, recording: Recording, edit: Edit) -> None:
    left = timelines.without(_timeline(session, recording), timelines.spans(edit.without))
    if timelines.length_ms(left) < LEFT_MIN_MS:
        raise Invalid("Nothing would be left to hear. To take it all away, delete the track.", field="end_ms")


def _made(session: Session, recording: Recording, edit: Edit) -> Edit:
    session.add(edit)
    session.flush()
    recordings.remake(session, recording)
    return edit


def _free_take(session: Session, recording: Recording) -> int:
    """Behind every take that there is, or that is still expected."""
    stored = session.scalars(select(func.max(Part.take)).where(col(Part.recording_id) == recording.id)).one() or 0
    waiting = [
        one.first_take + RETAKE_TAKES_MAX for one in of(session, recording) if one.first_take and not one.arrived_at
    ]
    first = max([stored + 1, *waiting])
    if first + RETAKE_TAKES_MAX > settings().takes_max:
        raise Conflict("This was recorded again too often. Record it as a new track.")
    return first


def _declare(session: Session, recording: Recording, first_take: int, part_counts: list[int]) -> None:
    if not part_counts or len(part_counts) > RETAKE_TAKES_MAX:
        raise Invalid(f"A retake has one take at least, and {RETAKE_TAKES_MAX} at most.", field="takes")
    recordings.declare_takes(session, recording, part_counts, first_take=first_take)


def _takes_of(edit: Edit) -> range:
    return range(edit.first_take or 0, (edit.first_take or 0) + (edit.takes_count or 0))


def _change(edit: Edit, takes: list[tuple[int, Span]]) -> Change:
    own = [span for number, span in takes if number in _takes_of(edit)]
    return Change(timelines.spans(edit.without), timelines.joined(own))
