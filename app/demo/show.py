"""The demo from its first person to its last trace. Every step may be repeated and makes only what is missing."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial

from sqlmodel import Session

from app import db
from app.demo import answers, recorder, shelves, team, traces, welcome
from app.demo.sounds import Sound, Sounds
from app.demo.story import Piece, Story
from app.models import Membership

# It begins like a phone's voice memo and holds nothing that a decoder could read.
DAMAGED = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42" + bytes(range(256)) * 64


@dataclass
class Show:
    """A story told in one workspace. `made` counts what had to be done; `recordings` holds ids by track title."""

    story: Story
    cast: dict[str, Membership] = field(default_factory=dict)
    password: str | None = None
    made: int = 0
    tracks: dict[str, uuid.UUID] = field(default_factory=dict)
    recordings: dict[str, uuid.UUID] = field(default_factory=dict)

    @property
    def owner(self) -> Membership:
        return self.cast[self.story.people[0].key]

    @property
    def broken(self) -> Piece:
        """The track that is meant to fail."""
        return Piece(**self.story.traces["broken"])

    def assemble(self, workspace: str, password: str | None) -> None:
        """People and empty playlists."""
        with db.transaction() as session:
            self.cast, self.password = team.assemble(session, self.story, name=workspace, password=password)
            self.made += sum(shelves.make(session, self.cast, shelf)[1] for shelf in self.story.shelves)

    def record(self, sounds: Callable[[], Sounds], begun: Callable[[str], None]) -> None:
        """Every track, then the playlists' order. `sounds` is asked for only when there is something to record."""
        for place, piece in enumerate(self.story.pieces()):
            begun(piece.title)
            self._record(piece, partial(self._sound, sounds, piece), place)
        self._record(self.broken, lambda: Sound([DAMAGED], "audio/mp4"), 0)
        unfinished = Piece(**self.story.traces["unfinished"])
        author, sound = self.cast[unfinished.by], partial(self._sound, sounds, unfinished)
        self.made += recorder.leave_unfinished(author, unfinished, sound)
        with self._transaction() as session:
            shelves.arrange(session, self.cast, self.story, self.tracks)

    def leave_traces(self) -> None:
        """Listening places, a correction, and what came of solutions, where there is sound and text for them by now."""
        with self._transaction() as session:
            traces.leave(session, self.cast, self.story.traces, self.tracks)
            welcome.leave(session, self.cast, self.story.welcome, self.tracks)
            answers.leave(session, self.cast, self.story)

    def _sound(self, sounds: Callable[[], Sounds], piece: Piece) -> Sound:
        return sounds()(piece, self.story.person(piece.by))

    def _record(self, piece: Piece, sound: Callable[[], Sound], place: int) -> None:
        recording, is_new = recorder.record(self.cast[piece.by], piece, sound, place=place)
        self.tracks[piece.title], self.recordings[piece.title] = recording.track_id, recording.id
        self.made += is_new

    def _transaction(self) -> AbstractContextManager[Session]:
        return db.transaction(self.owner.workspace_id, person_id=self.owner.person_id)
