"""F4. PostgreSQL is restarted, killed and cut off while tracks arrive and are worked on; each gets ready, once."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import cycle, islice
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from app.db import engine, transaction
from app.models import Recording, StageName, Track
from runtime.parts import Parts
from tests import proof
from tests.cast import Player
from tests.faults.crew import QUICK, Crew, crew
from tests.faults.length import IS_FULL, at_length, chance, full_only
from tests.faults.phone import Phone
from tests.faults.proxy import DOWN, UP, Kind, Plan, Trouble, proxy, to_socket
from tests.faults.wholeness import jobs_left, lost_or_twice, unsettled, wait_until
from tests.idle import forget_what_waits
from tests.web import web_process
from tests.worker import sounds
from worker.patience import patiently

# A short one is in tests/worker/test_process.py.
pytestmark = [full_only, pytest.mark.timeout(3_600)]

TRACKS = at_length(100, 3)
BETWEEN_RESTARTS_SECONDS = 5.0, 40.0
BETWEEN_TRACKS_SECONDS = at_length(2.5, 0.0)
RESTARTS_MIN = at_length(8, 2)
# One of so many connections is reset, after so many bytes at most.
RESET_ONE_OF, RESET_WITHIN_BYTES = 4, 120_000


def test_database_restarted_under_way(parts: Parts, ada: Player, tmp_path: Path) -> None:
    assert parts.postgres
    forget_what_waits()
    luck, restarts = chance("F4"), 0
    with ExitStack() as stack:
        socket = parts.postgres.folder.sockets / ".s.PGSQL.5432"
        between = stack.enter_context(proxy(to_socket(str(socket))))
        between.plan = resets(chance("F4 resets"))
        environment = {"DATABASE_URL": through(parts.postgres.url, between.port)}
        web = stack.enter_context(web_process(tmp_path, **environment))
        quick = {} if IS_FULL else QUICK
        workers = stack.enter_context(crew(tmp_path, count=at_length(2, 1), environment={**environment, **quick}))
        phone = stack.enter_context(closing(Phone(web.address, ada.token)))
        sending = Thread(target=send_all, args=(phone,), daemon=True)
        sending.start()
        busy = lambda: sending.is_alive() or patiently(lambda: unsettled(ada.member.workspace_id))  # noqa: E731
        while restarts < RESTARTS_MIN or (IS_FULL and busy()):
            for_a_while(workers, luck)
            restart(parts, is_kill=luck.random() < 0.5)
            restarts += 1
        sending.join()
        wait_until(lambda: not unsettled(ada.member.workspace_id), "all to be settled")
        wait_until(lambda: not jobs_left(ada.member.workspace_id), "an empty queue")
        breaks = between.troubles
    wrong, ready = judged(ada, phone)
    done = f"{restarts} restarts (killed or clean) and {breaks} connections reset during {TRACKS} tracks"
    told = "".join(f"; {one}" for one in wrong[:3])
    proof.note("F4", f"{done}: {ready} ready, {len(wrong)} lost or twice{told}", holds=ready == TRACKS and not wrong)


def for_a_while(workers: Crew, luck: random.Random) -> None:
    """So that it hits at any time; in the short run, while somebody works."""
    if IS_FULL:
        time.sleep(luck.uniform(*BETWEEN_RESTARTS_SECONDS))
    else:
        workers.at_work(StageName.TRANSCRIBE, luck)


def send_all(phone: Phone) -> None:
    for number, sound in enumerate(islice(buzzes(), TRACKS)):
        phone.send(f"Advice {number}", sound)
        time.sleep(BETWEEN_TRACKS_SECONDS)


def buzzes() -> Iterator[bytes]:
    return cycle([sounds.wav(sounds.buzz(seconds)) for seconds in (7, 12, 18)])


def restart(parts: Parts, *, is_kill: bool) -> None:
    assert parts.postgres
    if is_kill:
        parts.postgres.child.kill()
        parts.postgres.start()
    else:
        parts.postgres.restart()
    # Of this very process: what it holds is broken, and closing it may not warn in another test.
    engine().dispose()


def resets(luck: random.Random) -> Plan:
    """Some connections break in the middle of a question, some in the middle of an answer."""

    def plan(_: int) -> Trouble | None:
        at = luck.randrange(RESET_WITHIN_BYTES)
        trouble = Trouble(Kind.RESET, luck.choice((UP, DOWN)), at)
        return trouble if luck.randrange(RESET_ONE_OF) == 0 else None

    return plan


def through(url: str, port: int) -> str:
    """The database's address, by way of a proxy."""
    parts = urlsplit(url)
    return f"postgresql://{parts.username}:{parts.password}@127.0.0.1:{port}{parts.path}?sslmode=disable"


def judged(ada: Player, phone: Phone) -> tuple[list[str], int]:
    """What is wrong, and how many are right."""
    with transaction(ada.member.workspace_id) as session:
        made = session.exec(select(Recording)).all()
        tracks = session.exec(select(Track.id)).all()
    found = {str(one.id): lost_or_twice(one) for one in made}
    wrong = [f"{id}: {what}" for id, what in found.items() if what]
    wrong += [sent.recording_id for sent in phone.acknowledged if sent.recording_id not in found]
    wrong += [f"{len(tracks)} tracks"] * (len(tracks) != TRACKS)
    return wrong, len(found) - len([what for what in found.values() if what])
