"""F2. Workers are killed (-9) at random in every stage, and every recording comes out whole, once."""

import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path

import pytest

from app.demo.voice import Voice
from app.models import Recording, StageName
from tests import proof
from tests.cast import Player
from tests.faults.crew import QUICK, Crew, Held, crew
from tests.faults.length import IS_FULL, at_length, chance, full_only, percentile
from tests.faults.recovery import Recovery
from tests.faults.wholeness import jobs_left, lost_or_twice, unsettled, wait_until
from tests.idle import forget_what_waits
from tests.worker import sounds
from tests.worker.recorded import record

pytestmark = pytest.mark.timeout(at_length(3_600, 120))

RECOVERY_P95_SECONDS = 30.0
# About how long each stage takes here: a kill comes somewhere in that time.
STAGE_SECONDS = {StageName.NORMALISE: 0.9, StageName.TRANSCRIBE: 1.2, StageName.INDEX: 0.1}
BETWEEN_KILLS_SECONDS = at_length((1.0, 4.0), (0.0, 0.0))
WAITING = at_length(8, 2)
ADVICE = (
    "Every invoice leaves the house on the last Friday of the month. We wait a week before we ask.",
    "Ask the customer what they tried before you offer them a solution. Then listen for a while.",
    "Turn the big wheel slowly, and wait until the green light stops blinking. Then close the door.",
)
# As the product is delivered, or, in the short run, so that nobody waits for a lease.
SETTINGS: Mapping[str, str] = at_length({}, QUICK)


def buzzes() -> Iterator[bytes]:
    return cycle([sounds.wav(sounds.buzz(seconds)) for seconds in (8, 14, 21)])


def voices() -> Iterator[bytes]:
    voice = Voice()
    return cycle([voice.say(text, pitch=1.0, pace=1.0) for text in ADVICE])


def test_scripted_transcriber(ada: Player, tmp_path: Path) -> None:
    kill_workers(ada, tmp_path, kills=at_length(180, 3), pace="0.3", sent=buzzes(), is_gapless=True)


@full_only
@pytest.mark.model
def test_real_model(ada: Player, tmp_path: Path) -> None:
    kill_workers(ada, tmp_path, kills=24, pace="whisper", sent=voices(), is_gapless=False)


def kill_workers(ada: Player, folder: Path, *, kills: int, pace: str, sent: Iterator[bytes], is_gapless: bool) -> None:
    forget_what_waits()
    made: list[Recording] = []
    hit: Counter[str] = Counter()
    luck, recovery = chance(f"F2 {pace}"), Recovery(ada.member.workspace_id)
    recovery.start()
    with crew(folder, count=at_length(3, 1), pace=pace, environment=SETTINGS) as workers:
        aims = [*StageName] * (kills // 3)
        luck.shuffle(aims)
        for stage in aims:
            keep_busy(ada, made, sent, stage)
            held = kill(workers, stage, luck)
            recovery.begin(held)
            hit.update([name.value for name, _ in held] or ["between two stages"])
            # One at a time: whoever came for it is at work before the next one goes.
            wait_until(lambda: "worker ready" in workers.workers[-1].said, "the next worker")
            time.sleep(luck.uniform(*BETWEEN_KILLS_SECONDS))
        wait_until(lambda: not unsettled(ada.member.workspace_id), "all to be settled", seconds=300)
        recovery.end()
        wait_until(lambda: not jobs_left(ada.member.workspace_id), "an empty queue")
        # The desk of a dead worker is cleared by the next one.
        assert len([*folder.glob("lorecast-desk-*")]) <= len(workers.workers)
    wrong = {str(one.id): found for one in made if (found := lost_or_twice(one, is_gapless=is_gapless))}
    p95 = percentile(recovery.seconds, 0.95)
    split = ", ".join(f"{count} in {name}" for name, count in sorted(hit.items()))
    model = "the base model" if pace == "whisper" else "a scripted transcriber"
    figure = f"{len(aims)} kills with {model} ({split}): {len(wrong)} of {len(made)} recordings lost or twice"
    on_time = p95 <= RECOVERY_P95_SECONDS or not IS_FULL
    proof.note("F2", f"{figure}, recovery p95 {p95:.1f} s", holds=not wrong and on_time)


def keep_busy(ada: Player, made: list[Recording], sent: Iterator[bytes], aim: StageName) -> None:
    if aim == StageName.NORMALISE:
        made.append(record(ada, next(sent)))
    while unsettled(ada.member.workspace_id) < WAITING:
        made.append(record(ada, next(sent)))


def kill(workers: Crew, stage: StageName, luck: random.Random) -> list[Held]:
    """Somewhere in the middle of this stage, or just behind its end."""
    victim = workers.at_work(stage, luck)
    time.sleep(luck.uniform(0, STAGE_SECONDS[stage]))
    return workers.replace(victim)
