"""F7. The same part, completion, opening or job comes twice, one after the other and many at once: it counts once."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from app.db import transaction
from app.models import Recording
from tests import proof
from tests.cast import Player
from tests.faults.arrivals import Arrivals
from tests.faults.crew import QUICK, crew
from tests.faults.length import at_length, chance, full_only
from tests.faults.phone import PART_BYTES, Sent
from tests.faults.wholeness import jobs_left, lost_or_twice, unsettled, wait_until
from tests.idle import forget_what_waits
from tests.web import Web, web_process
from tests.worker import sounds
from tests.worker.recorded import record

pytestmark = pytest.mark.timeout(at_length(900, 120))

ROUNDS = at_length(50, 2)
AT_ONCE = 6
AGAIN = ("insert into procrastinate_jobs (queue_name, task_name, args, priority, status) "
         "values ('normalise', 'normalise', cast(:args as jsonb), 0, 'todo')")  # fmt: skip


def test_every_request_many_times_at_once(ada: Player, tmp_path: Path) -> None:
    """Two web processes share the requests."""
    forget_what_waits()
    luck, arrivals, answers = chance("F7"), Arrivals(ada), Counter[int]()
    with ExitStack() as stack:
        web = stack.enter_context(web_process(tmp_path))
        second = second_process(web, tmp_path)
        stack.callback(second.kill)
        second.start()
        for number in range(ROUNDS):
            answers += send_at_once(web, ada, f"Advice {number}", luck.randbytes(2 * PART_BYTES), arrivals)
    wrong = arrivals.wrong()
    said = ", ".join(f"{count} × {status}" for status, count in sorted(answers.items()))
    proof.note(
        "F7",
        f"{ROUNDS} uploads, each request {AT_ONCE} times at once and once more ({said}): {len(wrong)} not once",
        holds=not wrong and max(answers) < 300,
    )


@full_only
def test_job_delivered_twice(ada: Player, tmp_path: Path) -> None:
    forget_what_waits()
    made = [record(ada, sounds.wav(sounds.buzz(8))) for _ in range(20)]
    for recording in made:
        deliver_again(recording, times=3)
    with crew(tmp_path, count=2, pace="0.05", environment=QUICK):
        wait_until(lambda: not unsettled(ada.member.workspace_id), "all to be ready")
        for recording in made:
            deliver_again(recording, times=1)
        wait_until(lambda: not jobs_left(ada.member.workspace_id), "an empty queue")
    wrong = [found for one in made if (found := lost_or_twice(one))]
    proof.note("F7", f"{len(made)} jobs delivered 5 times to 2 workers: {len(wrong)} not once", holds=not wrong)


def send_at_once(web: Web, ada: Player, title: str, sound: bytes, arrivals: Arrivals) -> Counter[int]:
    """The statuses of all answers."""
    base = f"{web.address}/api/recordings"
    key = {**ada.bearer, "Idempotency-Key": title}
    opened = {"title": title, "mime_type": "audio/wav"}
    begun = at_once(lambda http: http.post(base, json=opened, headers=key))
    assert all(answer.json() == begun[0].json() for answer in begun), [answer.text for answer in begun]
    sent = Sent(begun[0].json()["recording_id"], begun[0].json()["track_id"])
    sent.parts.extend(sound[start : start + PART_BYTES] for start in range(0, len(sound), PART_BYTES))
    answers = [*begun]
    for number, part in enumerate(sent.parts):
        digest = {**ada.bearer, "X-Content-SHA256": sha256(part).hexdigest()}
        address = f"{base}/{sent.recording_id}/takes/0/parts/{number}"
        answers += at_once(lambda http, a=address, p=part, d=digest: http.put(a, content=p, headers=d))
    whole = {"takes": [{"parts": len(sent.parts)}]}
    answers += at_once(lambda http: http.post(f"{base}/{sent.recording_id}/complete", json=whole, headers=ada.bearer))
    arrivals.add(sent)
    return Counter(answer.status_code for answer in answers)


def at_once(ask: Callable[..., httpx.Response]) -> list[httpx.Response]:
    """As many as AT_ONCE in the same moment, each on a connection of its own, and then one more."""
    answers: list[httpx.Response] = []
    together = Barrier(AT_ONCE)

    def one() -> None:
        with httpx.Client(timeout=30) as http:
            together.wait()
            answers.append(ask(http))

    threads = [Thread(target=one) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with httpx.Client(timeout=30) as http:
        return [*answers, ask(http)]


def second_process(web: Web, folder: Path) -> Any:
    """Another web process at the same door."""
    return replace(web.child, name="web2", log=folder / "web2.log", lock=folder / "web2.lock", process=None)


def deliver_again(recording: Recording, *, times: int) -> None:
    """As a queue that repeats itself: without asking whether one waits already."""
    args = f'{{"workspace_id": "{recording.workspace_id}", "recording_id": "{UUID(str(recording.id))}"}}'
    with transaction() as session:
        for _ in range(times):
            session.execute(text(AGAIN), {"args": args})
