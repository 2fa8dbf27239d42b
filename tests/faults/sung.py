"""A track that sings in every place where something of a track is kept, so that a scan finds whatever stays behind."""

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlmodel import Session

from app.db import transaction
from app.domain import (
    corrections,
    notes,
    playlist_order,
    playlists,
    questions,
    recordings,
    thanks,
    tracks,
    transcripts,
    vocabulary,
)
from app.export.make import export
from app.models import Edit, EditKind, Listen, Recording, ThanksKind, Workspace
from app.models.base import now
from app.objects import objects
from runtime.parts import Parts
from tests.cast import Cast
from tests.faults.canary import Canary, in_objects, in_rows, in_text
from tests.faults.length import SEED
from tests.worker import sounds
from tests.worker.conftest import Run
from tests.worker.recorded import record
from tests.worker.scripted import ScriptedTranscriber
from worker.workplace import Workplace


class Scene:
    """Ben has recorded a track, and everybody has left traces on it; all of it sings."""

    def __init__(self, cast: Cast, run: Run, place: Workplace, within: Callable, name: str) -> None:
        self.cast, self.within = cast, within
        # Not by the seed alone: a canary of an earlier test in the same database would be found again.
        self.canary = Canary(random.Random(f"{SEED} {name} {cast.ben.member.id}"))
        sing = self.canary.word
        self.title, self.said = sing("title"), sing("said")
        assert isinstance(place.transcriber, ScriptedTranscriber)
        place.transcriber.lines = (f"We say {self.said} on the first.", "Then we wait a week.")
        buzz = sounds.wav(sounds.buzz(6))
        sound = buzz[:60_000] + self.canary.mark(400) + buzz[60_400:]
        self.recording = record(cast.ben, sound, title=f"How to {self.title}")
        run(self.recording)
        self.track_id = self.recording.track_id
        with within(cast.ada) as session:
            self._leave_traces(session, sing)
        self._leave_replies(sing)

    def _leave_traces(self, session: Session, sing: Callable[[str], str]) -> None:
        ada, ben = self.cast.ada.member, self.cast.ben.member
        playlist = playlists.create(session, ada, title="Winning back clients", audience="everyone_adds")
        self.playlist_id = playlist.id
        playlist.anonymous_at = now()
        track = tracks.get(session, ben, self.track_id)
        playlist_order.add(session, ben, playlist, track)
        segment = corrections.get_segment(session, ada, self._segment(session))
        taught = sing("taught")
        corrections.correct(session, ada, segment, text=f"We say {self.said}, {sing('put')} and {taught}.")
        vocabulary.teach(session, ada, segment, spellings=[taught])
        notes.write(session, ada, track, text=f"Note of {sing('noted')}")
        questions.ask(session, ada, track, text=f"Is it {sing('asked')}?")
        thanks.leave(session, ada, track, ThanksKind.USED, text=f"For {sing('thanked')}")
        edit = {"kind": EditKind.CUT, "number": 0, "without": [[0, 10]], "said": sing("cut"), "edited_by": ben.id}
        session.add(Edit(workspace_id=ben.workspace_id, recording_id=self.recording.id, **edit))
        session.add(Listen(workspace_id=ben.workspace_id, membership_id=ada.id, track_id=self.track_id, position_ms=9))
        self.canary.ids += [str(self.track_id), str(self.recording.id)]

    def _leave_replies(self, sing: Callable[[str], str]) -> None:
        """Kept for a repeat, and a job that waits."""
        told = {"text": f"Reply of {sing('replied')}"}
        key = {"Idempotency-Key": str(self.track_id)}
        for player in (self.cast.ada, self.cast.ben):
            assert player.browser.post(f"/api/tracks/{self.track_id}/notes", json=told, headers=key).is_success
        with self.within(self.cast.ben) as session:
            recordings.transcribe_again(session, session.get_one(Recording, self.recording.id))

    def _segment(self, session: Session) -> UUID:
        track = tracks.get(session, self.cast.ben.member, self.track_id)
        transcript = transcripts.of(session, track)
        assert transcript is not None
        return transcript.segments[0].id

    def is_sung(self, parts: Parts) -> None:
        """The scan is worth something only if it finds the canary while it lives."""
        tables = set(in_rows(parts, self.canary))
        wanted = {"track", "segment", "passage", "note", "vocabulary", "correction", "term", "edit", "idempotent_reply"}
        assert wanted | {"procrastinate_jobs", "part", "thanks", "stage"} <= tables
        assert len(in_objects(self.canary)) >= 2
        assert self.said in self._everything_shown()
        assert self._in_export()

    def _everything_shown(self) -> str:
        """What lists, search and pages tell the others, as a program or a page reads it."""
        ada = self.cast.ada.browser
        found = ada.get("/api/search", params={"q": self.said}).text
        paths = ("/api/tracks", "/api/playlists", "/api/notifications", "/library", "/people", "/", "/vocabulary")
        return found.replace(f'"{self.said}"', "") + "".join(ada.get(path).text for path in paths)

    def _in_export(self) -> list[str]:
        """Files of an export of the workspace, its feeds among them, in which a word or the sound is."""
        with TemporaryDirectory() as folder:
            with transaction() as session:
                workspace = session.get_one(Workspace, self.cast.ada.member.workspace_id)
            export(workspace, Path(folder) / "export", objects(), lambda *_: None)
            return [path.name for path in Path(folder).rglob("*") if path.is_file() and self._is_heard_in(path)]

    def _is_heard_in(self, path: Path) -> bool:
        body = path.read_bytes()
        return bool(in_text(self.canary, body.decode(errors="replace"))) or any(m in body for m in self.canary.marks)

    def silence(self, parts: Parts, printed: str, *, is_open: bool = True) -> dict[str, int]:
        """How often the canary is still heard, by place."""
        shown = self._everything_shown() if is_open else ""
        return {
            "rows": len(in_rows(parts, self.canary)),
            "objects": len(in_objects(self.canary)),
            "answers": len(in_text(self.canary, shown)),
            "exports and feeds": len(self._in_export()) if is_open else 0,
            "logs": len(in_text(self.canary, printed)),
        }
