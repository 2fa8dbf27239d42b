"""The whole of F11 with `lorecast up` twice: a backup while phones upload and Whisper listens, then another machine."""

import hashlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from app.backup import database, sources, sums
from app.backup.manifest import Manifest
from app.demo.voice import Voice
from media.storage import Storage
from runtime.folder import folder
from runtime.postgres import DATABASE, address
from tests import proof
from tests.faults.length import full_only
from tests.faults.phone import Phone, Sent
from tests.runtime.test_up import lorecast_up, the, wait_for

PASSWORD = "a long enough password"
SENTENCES = [
    "Every invoice leaves the house on the last Friday of the month.",
    "Ask the customer what they tried before you offer them a solution.",
    "The first week is for listening, and nobody expects a result from you.",
    "Turn the big wheel slowly, and wait until the green light stops blinking.",
]
MEANWHILE_MAX = 10
pytestmark = [full_only, pytest.mark.model, pytest.mark.timeout(2400)]


def lorecast(data: Path, *words: str) -> str:
    command = [sys.executable, "-m", "app.cli", *words, "--data", str(data)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@contextmanager
def sending(phone: Phone, sound: bytes) -> Iterator[list[Sent]]:
    """One recording after the other, all the while."""
    over = threading.Event()

    def send() -> None:
        while not over.is_set() and len(phone.acknowledged) < len(SENTENCES) + MEANWHILE_MAX:
            phone.send(f"Meanwhile {len(phone.acknowledged)}", sound)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield phone.acknowledged
    finally:
        over.set()
        thread.join()


def test_another_machine_goes_on_where_the_backup_was_made(tmp_path: Path) -> None:
    voice = Voice()
    said = [voice.say(f"{text} " * (number + 1), pitch=1.0, pace=1.0) for number, text in enumerate(SENTENCES)]
    one, two, backup = tmp_path / "one", tmp_path / "two", tmp_path / "backup"
    one.mkdir()
    two.mkdir()
    with lorecast_up(one):
        lorecast(one, "owner", "--email", "ada@example.org", "--name", "Ada", "--password", PASSWORD)
        token = lorecast(one, "token", "--email", "ada@example.org")
        with closing(Phone(the(one).address, token)) as phone:
            before = [phone.send(f"Before {number}", sound) for number, sound in enumerate(said)]
            wait_for(lambda: status(phone, before[0]) == "ready", "the first track", seconds=600)
            wait_for(lambda: is_listened_to(phone, before[1:]), "a transcription to begin", seconds=600)
            with sending(phone, said[0]):
                lorecast(one, "backup", str(backup))
                lorecast(one, "backup", str(tmp_path / "backup.tar"))
            heard = phone.insist("GET", f"/api/tracks/{before[0].track_id}/audio").content
    lorecast(two, "restore", str(backup))
    with lorecast_up(two), closing(Phone(the(two).address, token)) as phone:
        found, wrong = compare(two, backup)
        wrong += [sent.track_id for sent in before if original(phone, sent) != sent.sound]
        wait_for(lambda: all_settled(phone), "everything that waited to be ready", seconds=900)
        lives = lives_on(phone, before, heard)
    figure = (
        f"two `lorecast up`, backed up during uploads and a transcription: {len(found.tables)} tables and "
        f"{found.objects_count} objects, {len(wrong)} other than before; {', '.join(lives)}"
    )
    proof.note("F11", figure, holds=not wrong and not found.lost and len(lives) == 5)


def status(phone: Phone, sent: Sent) -> str:
    return str(phone.insist("GET", f"/api/tracks/{sent.track_id}").json()["status"])


def is_listened_to(phone: Phone, sent: list[Sent]) -> bool:
    return any(status(phone, one) in ("playable", "ready") for one in sent)


def all_settled(phone: Phone) -> bool:
    tracks = phone.insist("GET", "/api/tracks?limit=200").json()["items"]
    return all(track["status"] in ("ready", "uploading") for track in tracks)


def original(phone: Phone, sent: Sent) -> bytes:
    return phone.insist("GET", f"/api/tracks/{sent.track_id}/original").content


def compare(data: Path, backup: Path) -> tuple[Manifest, list[str]]:
    """What the backup says, and what is otherwise now. Rows of the queue move as soon as a worker runs."""
    environment = the(data).environment
    keys = ("S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY")
    access, secret = (environment[name] for name in keys)
    storage = Storage(
        environment["S3_BUCKET"],
        endpoint_url=environment["S3_ENDPOINT_URL"],
        access_key_id=access,
        secret_access_key=secret,
        region="us-east-1",
    )
    source = sources.find(backup)
    found = sums.manifest(source)
    stored = [*sums.stored(source, found)]
    wrong = [one.key for one in stored if hashlib.sha256(storage.read(one.key)).hexdigest() != one.sha256]
    with psycopg.connect(address(folder(data), "postgres", DATABASE)) as connection:
        counts = database.counts(connection)
    still = ("workspace", "person", "membership", "track", "recording", "part", "take", "api_token", "playlist")
    return found, wrong + [name for name in still if counts[name] != found.tables[name]]


def lives_on(phone: Phone, before: list[Sent], heard: bytes) -> list[str]:
    """What works on the other machine, each in a few words."""
    path = f"/api/tracks/{before[0].track_id}/audio"
    part = phone.insist("GET", path, headers={"Range": "bytes=100-199"})
    hits = phone.insist("GET", "/api/search", params={"q": "invoice Friday"}).json()["hits"]
    form = {"email": "ada@example.org", "password": PASSWORD}
    signed_in = httpx.post(f"{phone.http.base_url}/sign-in", data=form)
    works = {
        "playable": phone.insist("GET", path).content == heard,
        "in ranges": (part.status_code, part.content) == (206, heard[100:200]),
        "searchable": before[0].track_id in {hit["track"]["id"] for hit in hits},
        "signed in": signed_in.status_code == 303,
        "work goes on": {status(phone, sent) for sent in before} == {"ready"},
    }
    return [words for words, is_so in works.items() if is_so]
