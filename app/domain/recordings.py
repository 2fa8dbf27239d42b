"""Recordings: the only writer of a recording's status (drawn in models/recording.py)."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col

from app.domain import moves, parts, playlist_order, stages, timelines, tracks, transcripts
from app.domain.timelines import Span
from app.errors import Conflict, Invalid, MissingParts, NotFound
from app.models import (
    Edit,
    Membership,
    Playlist,
    Recording,
    RecordingStatus,
    Rendition,
    Stage,
    StageName,
    Take,
    Track,
    Waveform,
)
from app.models.base import loaded, now

# How far along the whole way to ready each milestone is; the time goes into transcribing.
PROGRESS_PLAYABLE = 0.15
PROGRESS_TRANSCRIBED = 0.95


def begin(
    session: Session,
    actor: Membership,
    *,
    mime_type: str,
    title: str | None = None,
    playlist: Playlist | None = None,
    about: Track | None = None,
    source_sha256: str | None = None,
) -> Recording:
    """Open a recording and its track, at the end of `playlist` if one is given (the caller has checked the right).

    With `about` it is a voice note about that track, which the actor may hear.
    """
    if about is not None and playlist is not None:
        raise Invalid("A voice note goes with its track, not into a playlist.", field="about_track_id")
    track = tracks.make(session, actor, title=title, about=about)
    recording = Recording(
        workspace_id=actor.workspace_id, track_id=track.id, mime_type=mime_type[:200], source_sha256=source_sha256
    )
    session.add(recording)
    session.flush()
    if playlist is not None:
        playlist_order.add(session, actor, playlist, track)
    return recording


def get(session: Session, actor: Membership, id: uuid.UUID) -> Recording:
    """One of the actor's own recordings."""
    mine = select(Recording).join(Track, col(Track.id) == Recording.track_id).where(col(Recording.id) == id)
    found = session.scalars(
        mine.where(col(Track.author_id) == actor.id, col(Recording.workspace_id) == actor.workspace_id)
    ).first()
    if found is None:
        raise NotFound
    return found


def find(session: Session, id: uuid.UUID) -> Recording | None:
    """For the worker, in the workspace it has entered."""
    return session.scalars(
        select(Recording).where(col(Recording.id) == id).options(joinedload(loaded(Recording.rendition)))
    ).first()


def find_by_source(session: Session, actor: Membership, source_sha256: str) -> Recording | None:
    """The actor's earlier import of the same file, unless its track was deleted."""
    same = select(Recording).join(Track, col(Track.id) == Recording.track_id)
    return session.scalars(
        same.where(
            col(Track.author_id) == actor.id,
            col(Track.deleted_at).is_(None),
            col(Recording.source_sha256) == source_sha256,
        )
    ).first()


def complete(session: Session, recording: Recording, part_counts: list[int]) -> Recording:
    """Declare the recording whole and hand it to the worker. The same declaration twice is one.

    `part_counts` gives the number of parts of each take. Raises MissingParts with what has not arrived.
    """
    session.refresh(recording, with_for_update={"of": Recording})
    if not part_counts or min(part_counts) < 1:
        raise Invalid("There is no sound in this recording: no part of it was sent.", field="takes")
    if recording.status != RecordingStatus.UPLOADING:
        return _completed_before(session, recording, part_counts)
    declare_takes(session, recording, part_counts)
    recording.status, recording.uploaded_at = RecordingStatus.UPLOADED, now()
    session.flush()
    stages.queue(session, recording, StageName.NORMALISE)
    return recording


def declare_takes(session: Session, recording: Recording, part_counts: list[int], *, first_take: int = 0) -> None:
    """Write down that these takes are whole, from `first_take` on. Raises MissingParts with what has not arrived."""
    missing = parts.missing(session, recording, part_counts, first_take=first_take)
    if missing:
        raise MissingParts(missing=missing)
    sizes = parts.take_sizes(session, recording)
    for number, count in enumerate(part_counts, first_take):
        session.add(_take(recording, number, count, sizes[number]))


def takes(session: Session, recording: Recording) -> list[Take]:
    """The declared takes in the order they arrived, which is that of source time (domain/timelines.py)."""
    declared = select(Take).where(col(Take.recording_id) == recording.id)
    return list(session.scalars(declared.order_by(col(Take.created_at), col(Take.number))))


def timeline(session: Session, recording: Recording) -> list[Span]:
    """Which source spans are heard now; empty for what was made before this was kept."""
    kept = session.scalars(select(col(Rendition.timeline)).where(col(Rendition.recording_id) == recording.id)).first()
    return timelines.spans(kept or [])


def remake(session: Session, recording: Recording) -> None:
    """What is heard of it has changed: make it anew. Until then the earlier rendition is heard."""
    recording.status, recording.reason, recording.progress = RecordingStatus.UPLOADED, None, 0.0
    session.flush()
    stages.queue(session, recording, StageName.NORMALISE)


def mark_playable(
    session: Session, recording: Recording, rendition: Rendition, waveform: Waveform, *, repaired: bool
) -> None:
    """It can be heard. Replaces what was made earlier, moves what is pinned to it, and asks for the transcript."""
    moves.move(session, recording, timeline(session, recording), timelines.spans(rendition.timeline))
    session.execute(delete_rows(Rendition).where(col(Rendition.recording_id) == recording.id))
    session.execute(delete_rows(Waveform).where(col(Waveform.recording_id) == recording.id))
    session.add_all([rendition, waveform])
    recording.status, recording.reason = RecordingStatus.PLAYABLE, None
    recording.duration_ms, recording.progress = rendition.duration_ms, PROGRESS_PLAYABLE
    recording.playable_at, recording.repaired_at = now(), now() if repaired else None
    stages.queue(session, recording, StageName.TRANSCRIBE)


def mark_transcribed(session: Session, recording: Recording) -> None:
    """Everything said is written down; what remains is making it findable."""
    recording.progress, recording.eta_at = PROGRESS_TRANSCRIBED, None
    stages.queue(session, recording, StageName.INDEX)


def mark_ready(session: Session, recording: Recording) -> None:
    """It can be heard, read and found."""
    recording.status, recording.reason = RecordingStatus.READY, None
    recording.progress, recording.eta_at, recording.ready_at = 1.0, None, now()


def mark_failed(session: Session, recording: Recording, reason: str) -> None:
    """Something stopped it for good. The original stays, and whatever could be heard still can be."""
    recording.status, recording.reason, recording.eta_at = RecordingStatus.FAILED, reason, None


def mark_progress(session: Session, recording: Recording, share: float, eta_at: datetime | None) -> None:
    """`share` of the transcript is done, 0–1. Progress never goes back."""
    whole = PROGRESS_PLAYABLE + share * (PROGRESS_TRANSCRIBED - PROGRESS_PLAYABLE)
    recording.progress, recording.eta_at = max(recording.progress, whole), eta_at


def bring_as(
    session: Session, recording: Recording, status: RecordingStatus, *, reason: str | None, is_playable: bool
) -> None:
    """It comes from an export, and is as far as it was there."""
    recording.status, recording.reason = status, reason
    recording.playable_at = now() if is_playable else None
    recording.ready_at = now() if status == RecordingStatus.READY else None
    recording.progress = 1.0 if recording.ready_at else 0.0
    session.flush()


def retry(session: Session, recording: Recording) -> None:
    """Try the stage that failed once more, from the kept original."""
    session.refresh(recording, with_for_update={"of": Recording})
    if recording.status != RecordingStatus.FAILED:
        raise Conflict("This recording is not stuck: there is nothing to try again.")
    failed = session.scalars(
        select(Stage).where(col(Stage.recording_id) == recording.id, col(Stage.failed_at).is_not(None))
    ).first()
    stage = StageName(failed.name) if failed else StageName.NORMALISE
    playable = recording.is_playable and stage != StageName.NORMALISE
    recording.status = RecordingStatus.PLAYABLE if playable else RecordingStatus.UPLOADED
    recording.reason = None
    session.flush()
    stages.queue(session, recording, stage)


def transcribe_again(session: Session, recording: Recording) -> None:
    """Have it written down anew, with the model and the vocabulary of today; what people put right stays."""
    session.refresh(recording, with_for_update={"of": Recording})
    if recording.status != RecordingStatus.READY:
        raise Conflict("It is not written down yet. Wait until it is ready.")
    transcripts.open_again(session, recording)
    recording.status, recording.progress = RecordingStatus.PLAYABLE, PROGRESS_PLAYABLE
    session.flush()
    stages.queue(session, recording, StageName.TRANSCRIBE)


def discard(session: Session, actor: Membership, recording: Recording) -> None:
    """Give up an upload that was never completed."""
    if recording.status != RecordingStatus.UPLOADING:
        raise Conflict("This recording is already complete. Delete its track instead.")
    tracks.delete(session, actor, session.get_one(Track, recording.track_id))


def _take(recording: Recording, number: int, count: int, size_bytes: int) -> Take:
    ids: dict[str, Any] = {"workspace_id": recording.workspace_id, "recording_id": recording.id}
    return Take(**ids, number=number, parts_count=count, size_bytes=size_bytes)


def _completed_before(session: Session, recording: Recording, part_counts: list[int]) -> Recording:
    first_retake = select(func.min(Edit.first_take)).where(col(Edit.recording_id) == recording.id).scalar_subquery()
    declared = session.scalars(
        select(col(Take.parts_count))
        .where(col(Take.recording_id) == recording.id)
        .where(col(Take.number) < func.coalesce(first_retake, col(Take.number) + 1))
        .order_by(col(Take.number))
    ).all()
    if list(declared) != part_counts:
        raise Conflict("This recording was already completed with other takes.")
    return recording
