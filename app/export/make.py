"""Exports a workspace while everybody works: each track as of one moment, with its files; then the playlists."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote, urljoin
from uuid import UUID

from sqlmodel import Session

from app import db
from app.export import feed, rows, track_rows
from app.export.documents import (
    FORMAT,
    GROUPS,
    MANIFEST,
    PEOPLE,
    PLAYLIST,
    TEMPLATES,
    TRACK,
    VERSION,
    VOCABULARY,
    ManifestDoc,
    PlaceDoc,
)
from app.export.feed import Episode
from app.export.folders import Folder, named
from app.export.rows import values
from app.export.track_documents import ListenDoc, TakeDoc, TrackDoc, WaveformDoc
from app.export.track_rows import TrackRows
from app.models import Rendition, Workspace
from media.captions import to_txt, to_vtt
from media.errors import ObjectMissing
from media.storage import Storage

# An edit may replace a rendition while it is being copied; then the track is read anew.
TRIES = 3
# How many of how many tracks are done.
Tell = Callable[[int, int], None]


@dataclass
class Export:
    """One workspace on its way into one folder. `address`: where the folder will be found on the web, if anywhere."""

    workspace: Workspace
    storage: Storage
    folder: Folder
    address: str = ""
    episodes: dict[UUID, Episode] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def write(self, tell: Tell) -> ManifestDoc:
        """Everything, and the manifest last."""
        with self._moment() as session:
            ids, arriving = [*track_rows.ids(session)], track_rows.count_arriving(session)
            for name, documents in _lists(session):
                self.folder.write_document(name, documents)
        if arriving:
            self.left_out.append(f"{arriving} recordings are still arriving.")
        kept = {id for number, id in enumerate(ids, 1) if self._track(id, number, set(ids), tell, len(ids))}
        self._playlists(kept)
        return self._manifest()

    def _track(self, id: UUID, number: int, ids: set[UUID], tell: Tell, total: int) -> bool:
        """Whether it is in the export."""
        for _ in range(TRIES):
            try:
                with self._moment() as session:
                    found = track_rows.read(session, id, ids)
                if found is not None:
                    self._write_track(found, f"tracks/{named(number, found.track.title)}")
                tell(number, total)
                return found is not None
            except ObjectMissing:
                self.folder.forget(f"tracks/{named(number, found.track.title)}" if found else "tracks/none")
        self.left_out.append(f"“{found.track.title if found else id}”: its sound is not in the object store.")
        return False

    def _write_track(self, found: TrackRows, place: str) -> None:
        takes = [self._take(found, place, number) for number, _ in found.takes]
        listen = self._listen(found, place)
        if found.transcript:
            self.folder.write(f"{place}/transcript.vtt", to_vtt(found.cues))
            self.folder.write(f"{place}/transcript.txt", to_txt(found.cues))
        self.folder.write_document(f"{place}/{TRACK}", _track_document(found, takes, listen))
        if listen:
            self.episodes[found.track.id] = _episode(found, listen, place)

    def _take(self, found: TrackRows, place: str, number: int) -> TakeDoc:
        original = dict(found.takes)[number]
        name = f"{place}/original-{number}.{original.extension}"
        self.storage.join(original.keys, self.folder.path(name))
        return TakeDoc(number=number, **self.folder.add(name).model_dump())

    def _listen(self, found: TrackRows, place: str) -> ListenDoc | None:
        rendition: Rendition | None = found.track.recording.rendition
        if rendition is None:
            return None
        self.storage.download(rendition.key, self.folder.path(f"{place}/listen.m4a"))
        waveform = found.track.recording.waveform
        drawn = WaveformDoc(peaks=[*waveform.peaks], silences_ms=waveform.silences) if waveform else None
        included = {"mime_type", "duration_ms", "loudness_lufs", "true_peak_dbtp", "timeline"}
        return ListenDoc(
            **self.folder.add(f"{place}/listen.m4a").model_dump(),
            **values(rendition, included),
            peaks=self.folder.write(f"{place}/waveform.json", drawn.model_dump_json()) if drawn else None,
        )

    def _playlists(self, kept: set[UUID]) -> None:
        with self._moment() as session:
            found = rows.playlists(session, kept)
        for number, playlist in enumerate(found, 1):
            place = f"playlists/{named(number, playlist.title)}"
            episodes = [self.episodes[item.track] for item in playlist.items if item.track in self.episodes]
            address = urljoin(self.address, quote(f"{place}/")) if self.address else ""
            self.folder.write_document(f"{place}/{PLAYLIST}", playlist)
            self.folder.write(
                f"{place}/feed.xml", feed.rss(playlist.title, playlist.description, episodes, address=address)
            )
            self.folder.write(f"{place}/playlist.m3u8", feed.m3u(episodes))

    def _manifest(self) -> ManifestDoc:
        manifest = ManifestDoc(
            format=FORMAT,
            version=VERSION,
            lorecast=version("lorecast"),
            exported_at=datetime.now(UTC),
            workspace=PlaceDoc(id=self.workspace.id, name=self.workspace.name),
            files=[self.folder.files[name] for name in sorted(self.folder.files)],
            left_out=self.left_out,
        )
        self.folder.write_document(MANIFEST, manifest)
        return manifest

    def _moment(self) -> AbstractContextManager[Session]:
        """Everything that is read inside is as of one moment."""
        bind = db.engine().execution_options(isolation_level="REPEATABLE READ")
        return db.transaction(self.workspace.id, bind=bind)


def export(workspace: Workspace, destination: Path, storage: Storage, tell: Tell, *, address: str = "") -> ManifestDoc:
    """Raises Conflict when there is something at `destination`, MediaError when the store is away."""
    with Folder(destination) as folder:
        manifest = Export(workspace, storage, folder, address).write(tell)
        folder.finish()
    return manifest


def _lists(session: Session) -> list[tuple[str, list]]:  # type: ignore[type-arg]
    return [
        (PEOPLE, rows.people(session)),
        (GROUPS, rows.groups(session)),
        (VOCABULARY, rows.vocabulary(session)),
        (TEMPLATES, rows.templates(session)),
    ]


def _track_document(found: TrackRows, takes: list[TakeDoc], listen: ListenDoc | None) -> TrackDoc:
    track, recording = found.track, found.track.recording
    told = {"status", "reason", "mime_type", "source_sha256", "duration_ms", "uploaded_at", "repaired_at"}
    return TrackDoc(
        **values(track, {"id", "title", "titled_at", "created_at", "updated_at"}),
        **values(recording, told),
        author=track.author_id,
        about=track.about_track_id,
        takes=takes,
        edits=found.edits,
        listen=listen,
        transcript=found.transcript,
        notes=found.notes,
        thanks=found.thanks,
        playlists=found.playlists,
    )


def _episode(found: TrackRows, listen: ListenDoc, place: str) -> Episode:
    """Paths are from a playlist's folder."""
    return Episode(
        guid=str(found.track.id),
        title=found.track.title,
        author=found.track.author.person.name,
        created_at=found.track.created_at,
        duration_ms=listen.duration_ms,
        size_bytes=listen.size_bytes,
        mime_type=listen.mime_type,
        listen=f"../../{place}/listen.m4a",
        transcript=f"../../{place}/transcript.vtt" if found.transcript else None,
        language=found.transcript.language if found.transcript else None,
    )
