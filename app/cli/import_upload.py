"""Sends one file after the other, in parts, in the way a browser does: interrupted anywhere, it goes on from there."""

import hashlib
import mimetypes
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from app import db
from app.config import settings
from app.domain import parts, playlist_order, playlists, recordings
from app.errors import DomainError, Invalid, TooLarge
from app.models import Membership, Playlist, Recording, RecordingStatus, Right, Track
from app.objects import objects
from media.errors import MediaError

Sent = Callable[[str, int], None]


@dataclass
class Imported:
    """What became of a file. `problem` is a sentence; `note` says what was not done because it was done before."""

    path: Path
    recording_id: uuid.UUID | None = None
    status: RecordingStatus | None = None
    note: str = ""
    problem: str = ""


@dataclass
class Uploader:
    """Imports files for one author, into one playlist or none."""

    actor: Membership
    playlist_title: str | None

    def upload(self, path: Path, sent: Sent) -> Imported:
        """Import one file; `sent` is told its name and each number of bytes that is dealt with."""
        imported = Imported(path)
        try:
            self._upload(path, imported, sent)
        except (DomainError, MediaError) as problem:
            imported.problem = str(problem)
        return imported

    def _upload(self, path: Path, imported: Imported, sent: Sent) -> None:
        size_bytes = _checked_size(path)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        with self._transaction() as session:
            recording, imported.note = self._open(session, path, sha256)
            imported.recording_id, imported.status = recording.id, RecordingStatus(recording.status)
        if imported.status == RecordingStatus.UPLOADING:
            self._send(path, recording, sent)
            imported.status = RecordingStatus.UPLOADED
        else:
            sent(path.name, size_bytes)

    def _open(self, session: Session, path: Path, sha256: str) -> tuple[Recording, str]:
        """The recording of this file: a new one, or the one that is there already, with a note about that."""
        playlist = self._playlist(session)
        known = recordings.find_by_source(session, self.actor, sha256)
        if known is None:
            mime_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return recordings.begin(
                session, self.actor, mime_type=mime_type, title=_title(path), playlist=playlist, source_sha256=sha256
            ), ""
        if playlist is not None:
            playlist_order.add(session, self.actor, playlist, session.get_one(Track, known.track_id))
        return known, _known_before(session, known)

    def _playlist(self, session: Session) -> Playlist | None:
        if self.playlist_title is None:
            return None
        found = playlists.named(session, self.actor, self.playlist_title)
        if found is None:
            return playlists.create(session, self.actor, title=self.playlist_title)
        return playlists.get(session, self.actor, found.id, Right.ADD)

    def _send(self, path: Path, recording: Recording, sent: Sent) -> None:
        with self._transaction() as session:
            held = set(parts.held(session, recording).get(0, []))
        count = 0
        for number, body in _blocks(path):
            if number not in held:
                with self._transaction() as session:
                    mine = recordings.get(session, self.actor, recording.id)
                    parts.receive(session, objects(), mine, take=0, number=number, body=body, sha256=None)
            sent(path.name, len(body))
            count = number + 1
        with self._transaction() as session:
            recordings.complete(session, recordings.get(session, self.actor, recording.id), [count])

    def _transaction(self) -> AbstractContextManager[Session]:
        return db.transaction(self.actor.workspace_id, person_id=self.actor.person_id)


def _known_before(session: Session, recording: Recording) -> str:
    if recording.status == RecordingStatus.UPLOADING:
        return "went on where it was"
    if recording.status == RecordingStatus.FAILED:
        recordings.retry(session, recording)
        return "tried again"
    return "was here before"


def _checked_size(path: Path) -> int:
    size_bytes, largest = path.stat().st_size, settings().recording_max_bytes
    if size_bytes == 0:
        raise Invalid("This file is empty.")
    if size_bytes > largest:
        raise TooLarge(f"A recording may have {largest // 1024**2} MB at most.")
    return size_bytes


def _blocks(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        yield from enumerate(iter(lambda: file.read(settings().part_max_bytes), b""))


def _title(path: Path) -> str:
    return path.stem.replace("_", " ").strip()[: settings().title_max_chars]
