"""Recordings for the worker's tests: uploaded and completed as a phone does it, and what became of them."""

from uuid import UUID

from sqlmodel import Session, func, select

from app.db import transaction
from app.domain import parts, recordings
from app.models import Recording, Segment, Stage, StageName, Transcript
from app.objects import objects
from tests.cast import Player

PART_BYTES = 100_000


def record(player: Player, *takes: bytes, title: str | None = None) -> Recording:
    """A complete upload, waiting for the worker."""
    with transaction(player.member.workspace_id) as session:
        recording = recordings.begin(session, player.member, mime_type="audio/wav", title=title)
        counts = [_send(session, recording, number, body) for number, body in enumerate(takes)]
        return recordings.complete(session, recording, counts)


def _send(session: Session, recording: Recording, take: int, body: bytes) -> int:
    pieces = [body[start : start + PART_BYTES] for start in range(0, len(body), PART_BYTES)]
    for number, piece in enumerate(pieces):
        parts.receive(session, objects(), recording, take=take, number=number, body=piece, sha256=None)
    return len(pieces)


def found(recording: Recording) -> Recording:
    """As it is now, with its rendition."""
    with transaction(recording.workspace_id) as session:
        current = recordings.find(session, recording.id)
        assert current is not None
        return current


def stage_of(recording: Recording, name: StageName) -> Stage:
    with transaction(recording.workspace_id) as session:
        return session.exec(select(Stage).where(Stage.recording_id == recording.id, Stage.name == name)).one()


def transcript_of(recording: Recording) -> tuple[Transcript, list[Segment]]:
    with transaction(recording.workspace_id) as session:
        transcript = session.exec(select(Transcript).where(Transcript.recording_id == recording.id)).one()
        mine = select(Segment).where(Segment.transcript_id == transcript.id).order_by("number")
        return transcript, [*session.exec(mine)]


def count_of_transcripts(recording_id: UUID, session: Session) -> int:
    return session.exec(select(func.count()).where(Transcript.recording_id == recording_id)).one()


def rendition_keys(recording: Recording) -> list[str]:
    """Every rendition in the store, whether a row points at it or not."""
    folder = f"workspaces/{recording.workspace_id}/recordings/{recording.id}/renditions/"
    return [info.key for info in objects().list(folder)]
