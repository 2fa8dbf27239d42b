"""Notes: what listeners write or say at a moment of a track, with replies. Without a name: domain/questions.py.

Whoever hears the track reads its notes and may write one. Authors change their own; they, the track's author and the
workspace's admins delete.
"""

import uuid
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload
from sqlmodel import Session, col

from app.domain import rights
from app.domain.notifications import notify
from app.domain.undo import is_restorable
from app.errors import Forbidden, Invalid, NotFound
from app.models import Membership, Note, NotificationKind, Recording, Track
from app.models.base import loaded, now

TEXT_MAX_CHARS = 5_000


@dataclass
class Talk:
    """A note with its replies, the oldest first."""

    note: Note
    replies: list[Note] = field(default_factory=list)


def talks(session: Session, track: Track) -> list[Talk]:
    """The notes of a track, which the caller has checked may be heard, along its time; those on the whole come last.

    Within a moment and a day the order is that of random ids: it tells nothing about who was here when.
    """
    day = func.date_trunc("day", col(Note.created_at), "UTC")
    along = (col(Note.at_ms).asc().nulls_last(), day, col(Note.id))
    tops = session.scalars(_whole().where(_of(track), col(Note.parent_id).is_(None)).order_by(*along))
    found = {note.id: Talk(note) for note in tops}
    replies = _whole().where(_of(track), col(Note.parent_id).in_(found)).order_by(col(Note.created_at), col(Note.id))
    for reply in session.scalars(replies):
        found[uuid.UUID(str(reply.parent_id))].replies.append(reply)
    return list(found.values())


def get(
    session: Session, actor: Membership, id: uuid.UUID, *, track: Track | None = None, deleted: bool = False
) -> Note:
    """A note on a track that the actor may hear, on this one if one is given. Raises NotFound, also for a reply whose
    note is gone.
    """
    parent = aliased(Note)
    parent_stands = exists().where(col(parent.id) == col(Note.parent_id), col(parent.deleted_at).is_(None))
    heard = exists().where(col(Track.id) == col(Note.track_id), rights.audible(actor))
    query = _whole().where(col(Note.id) == id, heard)
    query = query.where(or_(col(Note.parent_id).is_(None), parent_stands))
    found = session.scalars(query if deleted else query.where(_stands())).first()
    if found is None or (track is not None and found.track_id != track.id):
        raise NotFound
    return found


def write(
    session: Session,
    actor: Membership,
    track: Track,
    *,
    text: str = "",
    at_ms: int | None = None,
    parent: Note | None = None,
    voice: Track | None = None,
) -> Note:
    """A note on a track that the actor hears; with `parent` a reply, which stands at the time of the note it answers.

    `voice` is a voice note of the actor's own about this track. The same one written down twice is one note.
    """
    if voice is not None and (before := _said_before(session, _checked_voice(actor, track, voice))):
        return before
    note = Note(
        workspace_id=actor.workspace_id,
        track_id=track.id,
        author_id=actor.id,
        parent_id=(parent.parent_id or parent.id) if parent else None,
        at_ms=None if parent else checked_at_ms(track, at_ms),
        text=checked_text(text, needed=voice is None),
        voice_track_id=voice.id if voice else None,
    )
    session.add(note)
    session.flush()
    _tell(session, actor, track, note)
    return session.scalars(_whole().where(col(Note.id) == note.id).execution_options(populate_existing=True)).one()


def edit(actor: Membership, note: Note, *, text: str) -> None:
    """Change what one has written oneself. What was asked without a name can be changed by nobody."""
    require_edit(actor, note)
    wanted = checked_text(text, needed=note.voice_track_id is None)
    if wanted != note.text:
        note.text, note.edited_at = wanted, now()


def delete(actor: Membership, track: Track, note: Note) -> None:
    """Take a note away with its replies. It can be restored for 30 days."""
    _require_delete(actor, track, note)
    note.deleted_at = note.deleted_at or now()
    if note.voice is not None:
        note.voice.deleted_at = note.deleted_at


def restore(actor: Membership, track: Track, note: Note) -> None:
    """Bring a deleted note back, for whoever may delete it."""
    _require_delete(actor, track, note)
    if not is_restorable(note.deleted_at):
        raise NotFound
    note.deleted_at = None
    if note.voice is not None:
        note.voice.deleted_at = None


def require_edit(actor: Membership, note: Note) -> None:
    """Raises Forbidden for everybody but its author."""
    if note.author_id != actor.id:
        raise Forbidden("Only who wrote a note changes it.")


def may_delete(actor: Membership, track: Track, note: Note) -> bool:
    """Its author, the author of the track, and the workspace's admins."""
    return note.author_id == actor.id or rights.may_edit_track(actor, track)


def checked_at_ms(track: Track, at_ms: int | None) -> int | None:
    """A moment within the track, or None for the whole of it."""
    duration_ms = track.recording.duration_ms
    if at_ms is not None and (at_ms < 0 or (duration_ms is not None and at_ms > duration_ms)):
        raise Invalid("This moment is not within the track.", field="at")
    return at_ms


def checked_text(text: str, *, needed: bool = True) -> str:
    """Text without surrounding space. Raises Invalid when it is too long, or empty and nothing else is said."""
    text = text.strip()
    if needed and not text:
        raise Invalid("Please write something first.", field="text")
    if len(text) > TEXT_MAX_CHARS:
        raise Invalid(f"Please keep this under {TEXT_MAX_CHARS} characters.", field="text")
    return text


def _tell(session: Session, actor: Membership, track: Track, note: Note) -> None:
    """The track's author, and for a reply everybody who took part in the talk with their name."""
    if note.parent_id is None:
        notify(session, [track.author_id], NotificationKind.NOTE, by=actor, track_id=track.id, note_id=note.id)
    else:
        part_of = or_(col(Note.id) == note.parent_id, col(Note.parent_id) == note.parent_id)
        named = select(col(Note.author_id)).where(part_of, col(Note.author_id).is_not(None), _stands())
        concerned = {track.author_id, *session.scalars(named)}
        notify(session, concerned, NotificationKind.REPLY, by=actor, track_id=track.id, note_id=note.id)


def _said_before(session: Session, voice: Track) -> Note | None:
    return session.scalars(_whole().where(col(Note.voice_track_id) == voice.id)).first()


def _checked_voice(actor: Membership, track: Track, voice: Track) -> Track:
    if voice.author_id != actor.id or voice.about_track_id != track.id:
        raise Invalid("This is no voice note of yours about this track.", field="voice_track_id")
    return voice


def _require_delete(actor: Membership, track: Track, note: Note) -> None:
    if not may_delete(actor, track, note):
        raise Forbidden("Only who wrote a note, who made the track, and admins delete it.")


def _whole() -> Select[Note]:
    voice = joinedload(loaded(Note.voice))
    recording = voice.joinedload(loaded(Track.recording))
    return select(Note).options(
        joinedload(loaded(Note.author)),
        voice.joinedload(loaded(Track.author)),
        recording.joinedload(loaded(Recording.rendition)),
        recording.joinedload(loaded(Recording.waveform)),
    )


def _of(track: Track) -> ColumnElement[bool]:
    return and_(col(Note.track_id) == track.id, _stands())


def _stands() -> ColumnElement[bool]:
    """Neither the note nor the voice it is said with was deleted."""
    voice = aliased(Track)
    silenced = exists().where(col(voice.id) == col(Note.voice_track_id), col(voice.deleted_at).is_not(None))
    return and_(col(Note.deleted_at).is_(None), ~silenced)
