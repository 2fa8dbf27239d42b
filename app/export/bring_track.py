"""One track of an export becomes a track again: its originals, what is heard of it, and what was said, as it was."""

from pathlib import Path
from typing import Any

from sqlmodel import Session

from app import meaning
from app.config import settings
from app.domain import parts, passages, recordings, stages
from app.export.bring_people import Team
from app.export.bring_transcript import bring_transcript
from app.export.reading import Reading
from app.export.track_documents import ListenDoc, TakeDoc, TrackDoc
from app.models import (
    Edit,
    Note,
    Recording,
    RecordingStatus,
    Rendition,
    Segment,
    Stage,
    StageName,
    Thanks,
    Track,
    Waveform,
)
from app.models.base import now
from media import keys
from media.storage import Storage

# The next attempt at any stage must not write where this one has written.
ATTEMPT = 1


def bring(session: Session, team: Team, export: Reading, folder: str, told: TrackDoc, storage: Storage) -> bool:
    """False when it is here already, as it is or deleted. Objects are written before the rows that point at them."""
    if session.get(Track, team.id(told.id)) is not None:
        return False
    track = _track(session, team, told)
    recording = _recording(session, track, told)
    for take in told.takes:
        _bring_take(session, recording, take, export.path(folder, take), storage)
    _bring_edits(session, team, recording, told)
    if told.listen:
        _bring_listen(session, recording, told.listen, export, folder, storage)
    segments = bring_transcript(session, team, recording, told.transcript) if told.transcript else []
    _settle(session, recording, RecordingStatus(told.status), told)
    if recording.status == RecordingStatus.READY:
        _index(session, track, segments)
    for one in told.thanks:
        own: dict[str, Any] = {"workspace_id": track.workspace_id, "track_id": track.id}
        session.add(Thanks(**own, membership_id=team.member(one.by), **one.model_dump(exclude={"by"})))
    return True


def bring_notes(session: Session, team: Team, told: TrackDoc) -> int:
    """Those that are not here yet; after all tracks, because some are spoken. Returns how many came."""
    track_id = team.id(told.id)
    new = [note for note in told.notes if session.get(Note, team.id(note.id)) is None]
    for note in new:
        session.add(
            Note(
                **note.model_dump(include={"at_ms", "text", "created_at", "edited_at"}),
                id=team.id(note.id),
                workspace_id=team.place.id,
                track_id=track_id,
                author_id=team.member_or_none(note.author),
                parent_id=team.id_or_none(note.parent),
                voice_track_id=team.id_or_none(note.voice_track),
            )
        )
        session.flush()
    return len(new)


def _track(session: Session, team: Team, told: TrackDoc) -> Track:
    track = Track(
        **told.model_dump(include={"title", "titled_at", "created_at", "updated_at"}),
        id=team.id(told.id),
        workspace_id=team.place.id,
        author_id=team.member(told.author),
        about_track_id=team.id_or_none(told.about),
    )
    session.add(track)
    session.flush()
    return track


def _recording(session: Session, track: Track, told: TrackDoc) -> Recording:
    same = told.model_dump(include={"mime_type", "source_sha256", "duration_ms", "uploaded_at", "repaired_at"})
    recording = Recording(workspace_id=track.workspace_id, track_id=track.id, **same)
    session.add(recording)
    session.flush()
    return recording


def _bring_take(session: Session, recording: Recording, take: TakeDoc, path: Path, storage: Storage) -> None:
    count = 0
    with path.open("rb") as file:
        while body := file.read(settings().part_max_bytes):
            parts.receive(session, storage, recording, take=take.number, number=count, body=body, sha256=None)
            session.flush()
            count += 1
    recordings.declare_takes(session, recording, [count], first_take=take.number)


def _bring_edits(session: Session, team: Team, recording: Recording, told: TrackDoc) -> None:
    own: dict[str, Any] = {"workspace_id": recording.workspace_id, "recording_id": recording.id}
    for edit in told.edits:
        session.add(Edit(**own, **edit.model_dump(exclude={"edited_by"}), edited_by=team.member(edit.edited_by)))


def _bring_listen(
    session: Session, recording: Recording, told: ListenDoc, export: Reading, folder: str, storage: Storage
) -> None:
    own: dict[str, Any] = {"workspace_id": recording.workspace_id, "recording_id": recording.id}
    key = keys.rendition_key(recording.workspace_id, recording.id, ATTEMPT)
    storage.put_file(key, export.path(folder, told), told.mime_type)
    session.add(Rendition(**own, key=key, **told.model_dump(exclude={"file", "peaks"})))
    if told.peaks:
        drawn = export.waveform(folder, told.peaks)
        session.add(Waveform(**own, peaks=bytes(drawn.peaks), silences=drawn.silences_ms))
    session.flush()


def _settle(session: Session, recording: Recording, status: RecordingStatus, told: TrackDoc) -> None:
    """As far as it was; what was left to do is queued here."""
    done = [name for name in StageName if _is_done(name, status, told)]
    for name in done:
        ids: dict[str, Any] = {"workspace_id": recording.workspace_id, "recording_id": recording.id}
        session.add(Stage(**ids, name=name, attempt=ATTEMPT, finished_at=now()))
    session.flush()
    recordings.bring_as(session, recording, status, reason=told.reason, is_playable=told.listen is not None)
    if not recording.is_settled:
        stages.queue(session, recording, StageName.TRANSCRIBE if status == "playable" else StageName.NORMALISE)


def _is_done(name: StageName, status: RecordingStatus, told: TrackDoc) -> bool:
    return status == RecordingStatus.READY or (name == StageName.NORMALISE and told.listen is not None)


def _index(session: Session, track: Track, segments: list[Segment]) -> None:
    heard = [segment for segment in segments if segment.cut_at is None]
    passages.build(session, track, meaning.vectors_of(passages.texts(heard)))
