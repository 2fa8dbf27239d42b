"""F5. The object store answers 500, hangs, cuts in the middle of bytes, and is killed; no row points at nothing."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import timedelta
from itertools import count, cycle
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import httpx
import pytest
from sqlmodel import select

from app.db import transaction
from app.domain import failures, recordings
from app.models import Recording, RecordingStatus
from app.models.base import now
from app.objects import objects
from runtime.parts import Parts
from tests import proof
from tests.cast import Player
from tests.faults.bystander import put_part, seconds_of_answer
from tests.faults.crew import crew
from tests.faults.length import chance, full_only, percentile
from tests.faults.phone import Phone
from tests.faults.proxy import DOWN, SERVER_ERROR, UP, Kind, Plan, Proxy, Trouble, proxy, to_port
from tests.faults.wholeness import lost_or_twice, pointed_at_by_nothing, pointing_at_nothing, unsettled, wait_until
from tests.idle import forget_what_waits
from tests.web import web_process
from tests.worker import sounds
from worker import orphans

pytestmark = pytest.mark.timeout(3_600)

PHASE_SECONDS = 40.0
WITHIN_BYTES = 200_000
HANGING = 60
TROUBLES = ("answers 500", "hangs", "cuts uploads", "cuts downloads", "all of it")


@full_only
def test_store_broken_in_every_way(parts: Parts, ada: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts.seaweed
    forget_what_waits()
    happened: Counter[str] = Counter()
    with ExitStack() as stack:
        between = stack.enter_context(proxy(to_port(urlsplit(parts.seaweed.endpoint_url).port or 0)))
        environment = {"S3_ENDPOINT_URL": f"http://127.0.0.1:{between.port}"}
        web = stack.enter_context(web_process(tmp_path, **environment))
        stack.enter_context(crew(tmp_path, count=2, pace="0.1", environment=environment))
        phone = stack.enter_context(closing(Phone(web.address, ada.token, timeout_seconds=90)))
        enough = Event()
        sending = Thread(target=send_until, args=(phone, enough), daemon=True)
        sending.start()
        for trouble in TROUBLES:
            happened[trouble] += broken(between, trouble)
        for _ in range(5):
            parts.seaweed.child.kill()
            time.sleep(2)
            parts.seaweed.start()
            happened["is killed"] += 1
            time.sleep(5)
        enough.set()
        sending.join()
        wait_until(lambda: not unsettled(ada.member.workspace_id), "all to be settled", seconds=300)
        reasons = retried(ada)
        wait_until(lambda: not unsettled(ada.member.workspace_id), "the retried ones", seconds=300)
    judge(ada, phone, happened, reasons, monkeypatch)


@full_only
def test_store_that_hangs_keeps_nobody_waiting(parts: Parts, ada: Player, tmp_path: Path) -> None:
    """Pages that need no object are answered, however many requests wait for the store."""
    assert parts.seaweed
    with ExitStack() as stack:
        between = stack.enter_context(proxy(to_port(urlsplit(parts.seaweed.endpoint_url).port or 0)))
        web = stack.enter_context(web_process(tmp_path, S3_ENDPOINT_URL=f"http://127.0.0.1:{between.port}"))
        made = httpx.post(f"{web.address}/api/recordings", json={}, headers=ada.bearer).json()
        between.plan = lambda number: Trouble(Kind.STALL, UP)
        pool = stack.enter_context(ThreadPoolExecutor(HANGING))
        for number in range(HANGING):
            pool.submit(put_part, web.address, ada, made["recording_id"], number)
        wait_until(lambda: between.troubles > 0, "the store to hang")
        time.sleep(2)
        seconds = [seconds_of_answer(web, ada) for _ in range(20)]
        between.cut_all()
        between.plan = lambda number: None
    p95 = percentile(seconds, 0.95)
    proof.note("F5", f"with {HANGING} uploads hanging others are answered within {p95:.2f} s (p95)", holds=p95 < 1)


def broken(between: Proxy, trouble: str) -> int:
    """How often it came in one phase; afterwards there is peace for a while."""
    before = between.troubles
    between.plan = plan(trouble, chance(f"F5 {trouble}"))
    between.cut_all()
    time.sleep(PHASE_SECONDS)
    between.plan = lambda number: None
    between.cut_all()
    time.sleep(5)
    return between.troubles - before


def plan(trouble: str, luck: random.Random) -> Plan:
    """Nearly all connections: the client itself tries three times, and is to give up now and then."""

    def one(_: int) -> Trouble | None:
        which = luck.choice(TROUBLES[:-1]) if trouble == "all of it" else trouble
        at = luck.randrange(WITHIN_BYTES)
        return {
            "answers 500": Trouble(Kind.ANSWER, UP, 0, answer=SERVER_ERROR),
            "hangs": Trouble(Kind.STALL, luck.choice((UP, DOWN)), at),
            "cuts uploads": Trouble(Kind.CUT, UP, at),
            "cuts downloads": Trouble(Kind.CUT, DOWN, at),
        }[which] if luck.random() < 0.85 else None  # fmt: skip

    return one


def send_until(phone: Phone, enough: Event) -> None:
    for number, sound in zip(count(), buzzes()):
        if enough.is_set():
            return
        phone.send(f"Advice {number}", sound)


def buzzes() -> Iterator[bytes]:
    return cycle([sounds.wav(sounds.buzz(seconds)) for seconds in (5, 9)])


def retried(ada: Player) -> list[str]:
    """Why recordings failed meanwhile; their authors press Retry."""
    with transaction(ada.member.workspace_id) as session:
        failed = session.exec(select(Recording).where(Recording.status == RecordingStatus.FAILED)).all()
        reasons = [one.reason or "" for one in failed]
        for one in failed:
            recordings.retry(session, one)
    assert all(failures.sentence(reason) for reason in reasons)
    return reasons


def judge(
    ada: Player, phone: Phone, happened: Counter[str], reasons: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(ada.member.workspace_id) as session:
        made = session.exec(select(Recording)).all()
    wrong = [what for one in made if (what := [w for w in lost_or_twice(one) if not w.startswith("renditions in")])]
    nowhere = pointing_at_nothing(ada.member.workspace_id)
    strays = len(pointed_at_by_nothing(ada.member.workspace_id))
    monkeypatch.setattr(orphans, "SETTLED_FOR", timedelta(0))
    orphans.sweep_workspace(objects(), ada.member.workspace_id, written_before=now())
    left = pointed_at_by_nothing(ada.member.workspace_id)
    times = ", ".join(f"{name} {times} ×" for name, times in happened.items())
    told = ", ".join(sorted(set(reasons))) or "none"
    figure = (
        f"store {times}; of {len(made)} tracks {len(reasons)} failed meanwhile ({told}) and were ready after Retry; "
        f"{len(wrong)} lost or twice, {len(nowhere)} rows pointing at absent objects, "
        f"{strays} orphans of which {len(left)} were left by the sweep"
    )
    assert len(made) == len(phone.acknowledged)
    proof.note("F5", figure, holds=not (wrong or nowhere or left))
