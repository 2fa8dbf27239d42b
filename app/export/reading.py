"""Reads an export: nothing of it is believed before every sum is right and every name stays inside the folder."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from app.errors import Invalid
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
    FileDoc,
    GroupDoc,
    ManifestDoc,
    PersonDoc,
    PlaylistDoc,
    TemplateDoc,
    TermDoc,
)
from app.export.track_documents import TrackDoc, WaveformDoc

Kind = TypeVar("Kind")
# PostgreSQL keeps no such letter, and nobody types one.
ZERO = b"\\u0000"


class Reading:
    """An export on disk. Raises Invalid with a sentence that names the file."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.manifest = self._read(MANIFEST, ManifestDoc)
        if self.manifest.format != FORMAT:
            raise Invalid(f"{root} is no export of Lorecast.")
        if self.manifest.version > VERSION:
            raise Invalid(f"This export was made by Lorecast {self.manifest.lorecast}, which is newer. Update first.")
        self.files = {file.file: file for file in self.manifest.files}

    def verify(self) -> None:
        """Compare every file with its sum."""
        wrong = [name for name, file in self.files.items() if not self._is_right(name, file)]
        if wrong:
            more = " …" if len(wrong) > 5 else ""
            raise Invalid(f"{len(wrong)} files of the export are missing or changed: {', '.join(wrong[:5])}{more}")

    def people(self) -> list[PersonDoc]:
        return self._read(PEOPLE, list[PersonDoc])

    def groups(self) -> list[GroupDoc]:
        return self._read(GROUPS, list[GroupDoc])

    def vocabulary(self) -> list[TermDoc]:
        return self._read(VOCABULARY, list[TermDoc])

    def templates(self) -> list[TemplateDoc]:
        return self._read(TEMPLATES, list[TemplateDoc])

    @property
    def tracks_count(self) -> int:
        return len(self._named(TRACK))

    def tracks(self) -> Iterator[tuple[str, TrackDoc]]:
        """Each with its folder, for `path`, one in memory at a time; voice notes after what they may be about."""
        for is_voice_note in (False, True):
            for name in self._named(TRACK):
                found: TrackDoc = self._read(name, TrackDoc)
                if (found.about is not None) is is_voice_note:
                    yield str(PurePosixPath(name).parent), found

    def playlists(self) -> Iterator[PlaylistDoc]:
        for name in self._named(PLAYLIST):
            yield self._read(name, PlaylistDoc)

    def waveform(self, folder: str, file: FileDoc) -> WaveformDoc:
        self.path(folder, file)
        return self._read(f"{folder}/{file.file}", WaveformDoc)

    def path(self, folder: str, file: FileDoc) -> Path:
        """A file that a document names from beside it."""
        name = f"{folder}/{file.file}"
        known = self.files.get(name)
        if known is None or known.sha256 != file.sha256:
            raise Invalid(f"{name} is not in the manifest as its document says.")
        return self._inside(name)

    def _named(self, document: str) -> list[str]:
        return [name for name in self.files if name.endswith(f"/{document}")]

    def _inside(self, name: str) -> Path:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise Invalid(f"The export names a file outside of itself: {name}")
        return path

    def _is_right(self, name: str, file: FileDoc) -> bool:
        try:
            with self._inside(name).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
        except OSError:
            return False

    def _read(self, name: str, kind: type[Kind]) -> Kind:
        try:
            body = self._inside(name).read_bytes()
            if ZERO in body:
                raise Invalid(f"{name} has a zero byte in a text.")
            return TypeAdapter(kind).validate_json(body)
        except OSError:
            raise Invalid(f"{self.root} has no {name}: it is no export of Lorecast.") from None
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise Invalid(f"{name} is not as `lorecast export` writes it: {place}: {first['msg']}") from None


def is_export(folder: Path) -> bool:
    """Whether there is a manifest to look at."""
    return (folder / MANIFEST).is_file()
