"""A throw-away workspace filled with transcripts: what the search benches and nobody else need."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from app import db, meaning
from app.config import settings
from app.domain import memberships, passages, people, recordings, transcripts, workspaces
from app.domain.transcripts import Spoken
from app.models import Membership, Role, Track
from runtime.parts import parts

MS_A_WORD = 400


@dataclass(frozen=True)
class Bench:
    """An empty database with one workspace and its only member."""

    actor: Membership

    @contextmanager
    def session(self) -> Iterator[Session]:
        with db.transaction(self.actor.workspace_id, person_id=self.actor.person_id) as session:
            yield session


@contextmanager
def bench() -> Iterator[Bench]:
    """Start the embedded PostgreSQL in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder, parts(Path(folder), objects=False, durable=False) as started:
        os.environ.update(started.environment() | {"LORECAST_DATA": folder})
        settings.cache_clear()
        db.migrate()
        with db.transaction() as session:
            workspace = workspaces.found(session, name="Bench")
            person = people.register(session, email="ada@example.org", name="Ada Lovelace", password=None)
            actor = memberships.join(session, workspace.id, person, Role.OWNER)
        yield Bench(actor)
        db.engine().dispose()


def add_track(session: Session, actor: Membership, sentences: Sequence[str], *, title: str | None = None) -> Track:
    """A track that says these sentences, evenly spoken; not yet searchable."""
    recording = recordings.begin(session, actor, mime_type="audio/webm", title=title)
    transcript = transcripts.begin(session, recording, model="bench")
    transcripts.append(session, transcript, recording, list(_spoken(sentences)))
    transcripts.finish(session, transcript, language="en")
    return session.get_one(Track, recording.track_id)


def index(session: Session, track: Track) -> None:
    """What the worker's last stage does."""
    segments = transcripts.of(session, track)
    passages.build(session, track, meaning.vectors_of(passages.texts(segments.segments if segments else [])))


def _spoken(sentences: Iterable[str]) -> Iterator[Spoken]:
    start_ms = 0
    for sentence in sentences:
        end_ms = start_ms + MS_A_WORD * len(sentence.split())
        yield Spoken(start_ms, end_ms, sentence, "en")
        start_ms = end_ms
