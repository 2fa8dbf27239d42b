"""F10. A disk is full: of the objects, of the database, of a worker. What is new is refused, what is there is read."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from app.models import RecordingStatus, StageName
from runtime.parts import Parts, make_parts
from tests import proof
from tests.cast import Player
from tests.faults.crew import QUICK, crew
from tests.faults.length import at_length, chance, full_only
from tests.faults.phone import Phone, Sent
from tests.faults.small_disk import MB, SmallDisk, small_disk
from tests.faults.wholeness import lost_or_twice, wait_until
from tests.idle import forget_what_waits
from tests.web import Web, web_process
from tests.worker import sounds
from tests.worker.recorded import found, record, stage_of

pytestmark = [full_only, pytest.mark.timeout(at_length(900, 120))]

DISK_MB = 50
# SeaweedFS makes volumes of 64 MB: on less it keeps nothing at all. It is filled up to the last megabytes.
OBJECTS_DISK_MB = 200
RECOVERS_SECONDS = 10.0
TRIES_MAX = 3_000
REFUSED = 507


@dataclass
class House:
    """An installation of its own, with somebody who has sent a track to it."""

    web: Web
    phone: Phone
    earlier: Sent

    def reads_go_on(self) -> bool:
        """The list, the page of the track, and its bytes."""
        http = self.phone.http
        same = http.get(f"/api/tracks/{self.earlier.track_id}/original").content == self.earlier.sound
        return same and [http.get(path).status_code for path in ("/api/tracks", "/health")] == [200, 200]

    def send_part(self, body: bytes, recording_id: str, number: int) -> int:
        address = f"/api/recordings/{recording_id}/takes/0/parts/{number}"
        digest = {"X-Content-SHA256": sha256(body).hexdigest()}
        try:
            return self.phone.http.put(address, content=body, headers=digest).status_code
        except httpx.TransportError:
            return 0


def test_disk_of_the_objects(tmp_path: Path) -> None:
    place = make_parts(tmp_path)
    place.seaweed.folder.seaweed.mkdir(mode=0o700)  # type: ignore[union-attr]
    with small_disk(tmp_path / "seaweedfs", OBJECTS_DISK_MB) as disk, house(place, tmp_path) as home:
        disk.fill(leave_bytes=6 * MB)
        judge("objects", home, disk, part_bytes=MB)


def test_disk_of_the_database(tmp_path: Path) -> None:
    """Its own files aside, it has as much."""
    place = make_parts(tmp_path)
    assert place.postgres
    with house(place, tmp_path):
        pass
    data, kept = tmp_path / "postgres", tmp_path / "postgres.kept"
    data.rename(kept)
    data.mkdir()
    size_mb = sum(file.stat().st_size for file in kept.rglob("*") if file.is_file()) // MB
    with small_disk(data, size_mb + DISK_MB) as disk:
        subprocess.run(["cp", "-a", f"{kept}/.", str(data)], check=True)
        with house(place, tmp_path) as home:
            disk.fill()
            judge("database", home, disk, part_bytes=1000)


def judge(what: str, home: House, disk: SmallDisk, *, part_bytes: int) -> None:
    luck = chance(f"F10 {what}")
    begun = home.phone.insist("POST", "/api/recordings", json={"title": "One too many"}).json()["recording_id"]
    statuses = []
    while len(statuses) < TRIES_MAX and (not statuses or statuses[-1] == 200):
        statuses.append(home.send_part(luck.randbytes(part_bytes), begun, len(statuses)))
    again = [home.send_part(luck.randbytes(part_bytes), begun, len(statuses) + number) for number in range(5)]
    reads = home.reads_go_on()
    disk.empty()
    began = time.monotonic()
    wait_until(lambda: home.send_part(b"there is room", begun, 9_999) == 200, "room", seconds=60)
    seconds = time.monotonic() - began
    refused = sorted({statuses[-1], *again})
    figure = f"{what}: after {len(statuses) - 1} parts answered {', '.join(map(str, refused))}, reads "
    figure += f"{'went on' if reads else 'stopped'}, back {seconds:.1f} s after there was room"
    holds = REFUSED in refused and {*refused} <= {REFUSED, 200} and reads and seconds <= RECOVERS_SECONDS
    proof.note("F10", figure, holds=holds)


def test_disk_of_a_worker(ada: Player, tmp_path: Path) -> None:
    """Its desk: a recording waits, and is worked on when there is room."""
    forget_what_waits()
    desk = tmp_path / "desk"
    desk.mkdir()
    recording = record(ada, sounds.wav(sounds.buzz(30)))
    with small_disk(desk, DISK_MB) as disk:
        disk.fill(leave_bytes=3 * MB)
        with crew(tmp_path, count=1, pace="0", environment={**QUICK, "TMPDIR": str(desk)}):
            wait_until(lambda: stage_of(recording, StageName.NORMALISE).failures == 1, "the disk to be full")
            disk.empty()
            began = time.monotonic()
            wait_until(lambda: found(recording).status == RecordingStatus.READY, "the recording")
            seconds = time.monotonic() - began
    wrong = lost_or_twice(recording)
    figure = f"a worker's desk: the track was ready {seconds:.0f} s after there was room"
    proof.note("F10", figure, holds=not wrong)


@contextmanager
def house(place: Parts, folder: Path) -> Iterator[House]:
    with ExitStack() as stack:
        stack.callback(place.stop)
        place.start()
        environment = place.environment() | {"LORECAST_DATA": str(folder)}
        token = prepared(environment)
        web = stack.enter_context(web_process(folder, **environment))
        phone = stack.enter_context(closing(Phone(web.address, token)))
        yield House(web, phone, phone.send("Before", chance("F10").randbytes(500_000)))


def prepared(environment: dict[str, str]) -> str:
    """Ada's token for a database that is made ready."""

    def lorecast(*words: str, is_done: bool = False) -> str:
        command = [sys.executable, "-m", "app.cli", *words]
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)
        assert is_done or done.returncode == 0, done.stderr
        return done.stdout.strip()

    lorecast("migrate")
    owner = ("--email", "ada@example.org", "--name", "Ada", "--password", "a long enough password")
    lorecast("owner", *owner, is_done=True)
    return lorecast("token", "--email", "ada@example.org")
