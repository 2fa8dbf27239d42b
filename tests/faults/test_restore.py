"""Backup while people record, then an empty machine, then restore: everything is there, and what waited goes on."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import select

from app.backup import database, sources, sums, target
from app.backup.errors import BackupProblem, NotEmpty
from app.backup.make import make
from app.backup.manifest import Manifest
from app.backup.restore import restore
from app.backup.sources import Source
from app.db import transaction
from app.domain import people, stages
from app.models import Person, Recording, RecordingStatus, Stage, StageName
from app.objects import objects
from media.errors import StorageUnavailable
from media.storage import Storage
from tests import proof
from tests.cast import Player, browser
from tests.elsewhere import another_machine
from tests.idle import forget_what_waits
from tests.worker import sounds
from tests.worker.recorded import found, record
from tests.worker.scripted import ScriptedTranscriber
from worker import sweep, tasks
from worker.workplace import Workplace

PASSWORD = "a long enough password"
MEANWHILE_MAX = 30


@dataclass
class Evening:
    """What had happened when the backup was made: one track ready, one waiting, one whose worker was at it."""

    ready: Recording
    waiting: Recording
    begun: Recording
    heard: bytes


@pytest.fixture
def evening(ada: Player, tmp_path: Path) -> Evening:
    """A backup in tmp_path/backup, made while somebody records."""
    forget_what_waits()
    sound = sounds.wav(sounds.buzz(3))
    ready, waiting, begun = (record(ada, sound, title=title) for title in ("Ready", "Waiting", "Begun"))
    work(ready, tmp_path)
    work(begun, tmp_path, StageName.NORMALISE)
    with transaction(begun.workspace_id) as session:
        people.set_password(session.get_one(Person, ada.member.person_id), PASSWORD)
        assert stages.claim(session, begun.id, StageName.TRANSCRIBE)
    heard = ada.browser.get(f"/api/tracks/{ready.track_id}/audio").content
    with recording_on(ada, sound):
        make(tmp_path / "backup", objects(), silent)
    return Evening(ready, waiting, begun, heard)


@contextmanager
def recording_on(player: Player, sound: bytes) -> Iterator[None]:
    """Somebody sends one recording after the other, all the while."""
    sent: list[Recording] = []
    over = threading.Event()

    def send() -> None:
        while not over.is_set() and len(sent) < MEANWHILE_MAX:
            sent.append(record(player, sound, title=f"Meanwhile {len(sent)}"))

    phone = threading.Thread(target=send)
    phone.start()
    try:
        wait_for(lambda: bool(sent))
        yield
    finally:
        over.set()
        phone.join()


def wait_for(look: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def work(recording: Recording, desk: Path, *names: StageName) -> None:
    """What a worker does, at the database and the objects of now."""
    place = Workplace(objects(), ScriptedTranscriber(), desk)
    for name in names or tuple(StageName):
        ids = {"workspace_id": str(recording.workspace_id), "recording_id": str(recording.id)}
        tasks.run(place, name, ids)  # type: ignore[arg-type]


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""


def test_an_empty_machine_becomes_the_one_that_was_backed_up(evening: Evening, ada: Player, tmp_path: Path) -> None:
    """At the third go: the first loses its object store, the second ends in the last step."""
    with sources.find(tmp_path / "backup") as source, another_machine(tmp_path / "empty"):
        interrupted(source, Storage, "put_file", StorageUnavailable())
        interrupted(source, target, "own_by_search_role", BackupProblem("killed"))
        there = restore(source, objects(), silent)
        wrong = other_than_before(source, there)
        lives = lives_on(evening, ada, tmp_path)
        with pytest.raises(NotEmpty):
            restore(source, objects(), silent)
    count = there.objects_count - len(there.lost)
    figure = f"{len(there.tables)} tables and {count} objects, {len(wrong)} other than before; {', '.join(lives)}"
    proof.note("F11", figure, holds=not wrong and len(lives) == 5)


def interrupted(source: Source, owner: object, name: str, error: Exception) -> None:
    """A restore that comes no further than there."""

    def fail(*_: object) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch, pytest.raises(type(error)):
        patch.setattr(owner, name, fail)
        restore(source, objects(), silent)


def other_than_before(source: Source, there: Manifest) -> list[str]:
    """Objects with other sums, tables with other counts, functions with another owner."""
    with database.connected(database.address_for_backup()) as connection:
        counts, functions = database.counts(connection), database.search_functions(connection)
    wrong = [one.key for one in sums.stored(source, there) if sha256(one.key) != one.sha256]
    wrong += set(there.search_functions).symmetric_difference(functions)
    return wrong + [name for name, count in counts.items() if count != there.tables[name]]


def sha256(key: str) -> str:
    return hashlib.sha256(objects().read(key)).hexdigest()


def lives_on(evening: Evening, ada: Player, desk: Path) -> list[str]:
    """What works on the restored machine, each in a few words."""
    address = f"/api/tracks/{evening.ready.track_id}/audio"
    part = ada.browser.get(address, headers={"Range": "bytes=100-199"})
    said = ada.browser.get("/api/search", params={"q": "send the bill"}).json()["hits"]
    works = {
        "playable": ada.browser.get(address).content == evening.heard,
        "in ranges": (part.status_code, part.content) == (206, evening.heard[100:200]),
        "searchable": str(evening.ready.track_id) in {hit["track"]["id"] for hit in said},
        "signed in": signs_in(ada),
        "work goes on": goes_on(evening, desk),
    }
    return [words for words, is_so in works.items() if is_so]


def signs_in(ada: Player) -> bool:
    """With the password; and whoever was signed in still is."""
    answer = browser().post("/sign-in", data={"email": ada.email, "password": PASSWORD})
    return answer.status_code == 303 and ada.browser.get("/api/me").status_code == 200


def goes_on(evening: Evening, desk: Path) -> bool:
    """The lease of a worker that this machine never saw runs out, and the sweep brings its stage back."""
    with transaction() as session:
        mine = select(Stage).where(Stage.recording_id == evening.begun.id, Stage.name == StageName.TRANSCRIBE)
        stage = session.exec(mine).one()
        stage.leased_until = stage.queued_at
    sweep.sweep()
    for recording in (evening.waiting, evening.begun):
        work(recording, desk)
    return {found(one).status for one in (evening.waiting, evening.begun)} == {RecordingStatus.READY}
