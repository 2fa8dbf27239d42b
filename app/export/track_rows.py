"""One track as rows: read in one moment, before its files are copied."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from app.domain import originals, recordings, transcripts
from app.domain.originals import Original
from app.errors import NotFound
from app.export.rows import values
from app.export.track_documents import (
    ConfirmationDoc,
    CorrectionDoc,
    EditDoc,
    NoteDoc,
    SegmentDoc,
    ThanksDoc,
    TranscriptDoc,
)
from app.models import (
    Confirmation,
    Correction,
    Edit,
    Note,
    PlaylistItem,
    Recording,
    RecordingStatus,
    Segment,
    Thanks,
    Track,
    Transcript,
)
from app.models.base import loaded
from media.captions import Cue


@dataclass(frozen=True)
class TrackRows:
    """A track with all that belongs to it. `takes`: number and objects of each."""

    track: Track
    takes: list[tuple[int, Original]]
    edits: list[EditDoc]
    transcript: TranscriptDoc | None
    cues: list[Cue]
    notes: list[NoteDoc]
    thanks: list[ThanksDoc]
    playlists: list[UUID]


def ids(session: Session) -> Iterator[UUID]:
    """Tracks that are not deleted and have arrived, in the order they were made; voice notes too."""
    arrived = select(Track.id).join(Recording, col(Recording.track_id) == col(Track.id)).where(*_arrived())
    yield from session.exec(arrived.order_by(col(Track.created_at), col(Track.id)))


def count_arriving(session: Session) -> int:
    """Recordings that are still being uploaded."""
    arriving = select(Recording.id).where(col(Recording.status) == RecordingStatus.UPLOADING)
    living = select(Track.id).where(col(Track.deleted_at).is_(None))
    return len(session.exec(arriving.where(col(Recording.track_id).in_(living))).all())


def read(session: Session, id: UUID, kept: set[UUID]) -> TrackRows | None:
    """None when it has been deleted meanwhile."""
    recording = joinedload(loaded(Track.recording))
    options = (
        joinedload(loaded(Track.author)),
        recording.joinedload(loaded(Recording.rendition)),
        recording.joinedload(loaded(Recording.waveform)),
    )
    track = session.exec(select(Track).where(Track.id == id, *_living()).options(*options)).first()
    if track is None:
        return None
    transcript = transcripts.of(session, track)
    return TrackRows(
        track=track,
        takes=[*_takes(session, track)],
        edits=_edits(session, track),
        transcript=_transcript(session, transcript) if transcript else None,
        cues=transcripts.cues(transcript, track.author.person.name) if transcript else [],
        notes=_notes(session, track, kept),
        thanks=_thanks(session, track),
        playlists=[one.playlist_id for one in session.exec(select(PlaylistItem).where(PlaylistItem.track_id == id))],
    )


def _living() -> tuple[Any, ...]:
    return (col(Track.deleted_at).is_(None),)


def _arrived() -> tuple[Any, ...]:
    return (*_living(), col(Recording.status) != RecordingStatus.UPLOADING)


def _takes(session: Session, track: Track) -> Iterator[tuple[int, Original]]:
    for take in recordings.takes(session, track.recording):
        try:
            whole = originals.of(session, track, take.number)
        except NotFound:
            continue
        yield take.number, Original(whole.keys[: take.parts_count], take.size_bytes, whole.extension)


def _edits(session: Session, track: Track) -> list[EditDoc]:
    """Those that have arrived."""
    mine = select(Edit).where(Edit.recording_id == track.recording.id, col(Edit.arrived_at).is_not(None))
    rows = session.exec(mine.order_by(col(Edit.number)))
    return [EditDoc(**values(one, set(EditDoc.model_fields))) for one in rows]


def _transcript(session: Session, transcript: Transcript) -> TranscriptDoc:
    mine = select(Segment).where(Segment.transcript_id == transcript.id).order_by(col(Segment.number))
    segments = session.exec(mine).all()
    corrections = _of_segments(session, Correction, segments)
    confirmations = _of_segments(session, Confirmation, segments)
    return TranscriptDoc(
        **values(transcript, {"model", "language", "finished_at", "listened"}),
        segments=[_segment(one, corrections[one.id], confirmations[one.id]) for one in segments],
    )


def _of_segments(session: Session, model: Any, segments: Any) -> dict[UUID, list[Any]]:
    ids = {one.id for one in segments}
    found: dict[UUID, list[Any]] = {id: [] for id in ids}
    for row in session.exec(select(model).where(model.segment_id.in_(ids)).order_by(model.created_at, model.id)):
        found[row.segment_id].append(row)
    return found


def _segment(segment: Segment, corrections: list[Correction], confirmations: list[Confirmation]) -> SegmentDoc:
    return SegmentDoc(
        **values(segment, set(SegmentDoc.model_fields)),
        corrections=[
            CorrectionDoc(by=one.corrected_by, at=one.created_at, before=one.text_before, after=one.text_after)
            for one in corrections
        ],
        confirmed=[ConfirmationDoc(by=one.confirmed_by, word=one.word) for one in confirmations],
    )


def _notes(session: Session, track: Track, kept: set[UUID]) -> list[NoteDoc]:
    """Not deleted, replies behind what they answer; of a voice note its track is in the export too."""
    mine = select(Note).where(Note.track_id == track.id, col(Note.deleted_at).is_(None))
    rows = session.exec(mine.order_by(col(Note.parent_id).is_not(None), col(Note.created_at), col(Note.id))).all()
    there = {one.id for one in rows if one.voice_track_id is None or one.voice_track_id in kept}
    return [
        NoteDoc(
            **values(one, {"id", "at_ms", "text", "created_at", "edited_at"}),
            author=one.author_id,
            parent=one.parent_id,
            voice_track=one.voice_track_id,
        )
        for one in rows
        if one.id in there and (one.parent_id is None or one.parent_id in there)
    ]


def _thanks(session: Session, track: Track) -> list[ThanksDoc]:
    mine = select(Thanks).where(Thanks.track_id == track.id).order_by(col(Thanks.created_at), col(Thanks.id))
    return [
        ThanksDoc(by=one.membership_id, **values(one, {"kind", "text", "created_at"})) for one in session.exec(mine)
    ]
